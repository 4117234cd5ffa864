import { PrismaPg } from "@prisma/adapter-pg";
import { listOperands, type Predicate } from "../../lib/domain/predicate";
import { PrismaClient, type Prisma } from "../../lib/generated/prisma/client";
import { pageId } from "../audience-data";
import type { Contender, ContenderSetting } from "./contender";

/** What one would write first: `count` with nested `some`, on the product's own tables. */
export function openPrisma({ pool, members }: ContenderSetting): Contender {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const key = { labelKey: 10, ordinal: members[9]![0]! };
  return {
    name: "Prisma count with nested some",
    kind: "Prisma",
    builtMs: 0,
    bytes: 0,
    count: (predicate) => prisma.customer.count({ where: { pageId, ...toWhere(predicate) } }),
    list: async (predicate, limit) => {
      const where = { pageId, ...toWhere(predicate) };
      const rows = await prisma.customer.findMany({
        where,
        select: { ordinal: true },
        take: limit ?? undefined,
      });
      return rows.length;
    },
    change: async () => {
      await prisma.assignment.delete({ where: { labelKey_ordinal: key } });
      await prisma.assignment.create({ data: { ...key, pageId } });
    },
    close: () => prisma.$disconnect(),
  };
}

function toWhere(predicate: Predicate): Prisma.CustomerWhereInput {
  switch (predicate.op) {
    case "LABEL":
      return { assignments: { some: { labelKey: Number(predicate.labelId) } } };
    case "NOT":
      return { NOT: toWhere(predicate.operand) };
    case "AND":
      return { AND: listOperands(predicate).map(toWhere) };
    case "OR":
      return { OR: listOperands(predicate).map(toWhere) };
  }
}
