import { ZodError } from "zod";
import { Prisma } from "../generated/prisma/client";

/** SQLSTATE classes that blame the values: 22 data exception, 23 integrity constraint violation. */
const dataClasses = ["22", "23"];

/**
 * Whether the values themselves cannot be used, so that trying again ends the same. Everything else, above all a
 * database that is away, passes.
 */
export function isDataError(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientValidationError || error instanceof ZodError) return true;
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return true;
  const state = findSqlState(error);
  return state !== null && dataClasses.includes(state.slice(0, 2));
}

/** The database's own code: on the error or on what caused it, as the driver adapter hands it through. */
function findSqlState(error: unknown, depth = 0): string | null {
  if (typeof error !== "object" || error === null || depth > 4) return null;
  for (const key of ["originalCode", "code"]) {
    const value = (error as Record<string, unknown>)[key];
    if (typeof value === "string" && /^[0-9A-Z]{5}$/.test(value) && !/^P\d/.test(value)) return value;
  }
  for (const key of ["meta", "driverAdapterError", "cause"]) {
    const found = findSqlState((error as Record<string, unknown>)[key], depth + 1);
    if (found) return found;
  }
  return null;
}
