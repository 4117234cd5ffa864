declare const brand: unique symbol;

/**
 * The id of a Page that somebody has been allowed to work on. Minted only by the session gate, and by the job
 * and webhook loaders after they have read the Page's row; everything that touches a Page's rows asks for one.
 */
export type PageId = string & { readonly [brand]: "PageId" };

/** For the gates only: see `PageId`. */
export function mintPageId(id: string): PageId {
  return id as PageId;
}
