import { listDraftOperands, type DraftNode, type DraftPredicate } from "@/lib/domain/predicate-draft";

/**
 * One row of the editor: a label or a group together with the NOTs in front of it. People read "NOT Churned" as
 * one thing, so it is one row, moved and removed as one, though it is two nodes of the predicate.
 */
export type Block = {
  /** The outermost node: the NOT where there is one. */
  id: string;
  path: readonly number[];
  node: DraftNode;
  /** The label or group behind the NOTs. */
  bare: Exclude<DraftNode, { op: "NOT" }>;
  barePath: readonly number[];
  negations: number;
  isMuted: boolean;
  /** Muted itself, or inside a muted block. */
  isSilent: boolean;
  level: number;
  /** 1-based, as assistive technology counts. */
  position: number;
  setSize: number;
  parent: Block | null;
  children: readonly Block[];
};

/** The draft as rows. */
export function toBlocks(draft: DraftPredicate): Block {
  return toBlock(draft.root, { path: [], parent: null, position: 1, setSize: 1 });
}

type Place = Pick<Block, "path" | "parent" | "position" | "setSize">;

function toBlock(node: DraftNode, place: Place): Block {
  let bare = node;
  const barePath = [...place.path];
  let isMuted = node.muted === true;
  while (bare.op === "NOT") {
    bare = bare.operand;
    barePath.push(0);
    isMuted ||= bare.muted === true;
  }
  const block: Block & { children: Block[] } = {
    ...place,
    id: node.id,
    node,
    bare,
    barePath,
    negations: barePath.length - place.path.length,
    isMuted,
    isSilent: isMuted || place.parent?.isSilent === true,
    level: (place.parent?.level ?? 0) + 1,
    children: [],
  };
  const operands = listDraftOperands(bare);
  block.children = operands.map((operand, index) =>
    toBlock(operand, {
      path: [...barePath, index],
      parent: block,
      position: index + 1,
      setSize: operands.length,
    }),
  );
  return block;
}

/** All rows from top to bottom. */
export function listBlocks(block: Block): Block[] {
  return [block, ...block.children.flatMap(listBlocks)];
}

/** The row of an id. */
export function findBlock(root: Block, blockId: string): Block | undefined {
  if (root.id === blockId) return root;
  for (const child of root.children) {
    const found = findBlock(child, blockId);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The row that shows a node, be it the outermost one or one behind a NOT. */
export function findBlockOfNode(root: Block, nodeId: string): Block | null {
  return listBlocks(root).find((block) => listChain(block).includes(nodeId)) ?? null;
}

/** The row at the place a problem names. */
export function findBlockAt(root: Block, path: readonly number[]): Block | null {
  let block: Block | undefined = root;
  while (block !== undefined && path.length > block.barePath.length) {
    block = block.children[path[block.barePath.length]!];
  }
  // What is left of the path leads through the row's own NOTs.
  const isThere = block?.barePath.slice(0, path.length).every((step, at) => step === path[at]);
  return block !== undefined && isThere === true ? block : null;
}

export function isGroup(block: Block): boolean {
  return block.bare.op !== "LABEL";
}

function listChain(block: Block): string[] {
  const ids: string[] = [];
  let node = block.node;
  ids.push(node.id);
  while (node.op === "NOT") {
    node = node.operand;
    ids.push(node.id);
  }
  return ids;
}
