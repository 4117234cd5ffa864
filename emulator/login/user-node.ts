import type { EmulatorContext } from "../context";
import { fieldsText, type GraphCall } from "../graph/call";
import { GraphFailure, nonexistingField, unsupportedRequest } from "../graph/failure";
import { parseFields, type FieldTree } from "../graph/fields";
import { renderPage } from "../graph/page-node";
import { pageOfList } from "../graph/paging";
import type { UserToken } from "../state/events";
import type { Page } from "../state/page";
import { adminUser } from "../state/world";

const accountsPageMax = 100;
const defaultAccountFields: FieldTree = new Map(
  ["access_token", "category", "category_list", "name", "id", "tasks"].map((name) => [
    name,
    { limit: null, children: null },
  ]),
);

/** What a user token may ask: `/me`, `/me/accounts`, and the Pages it was given. */
export function dispatchUser(
  context: EmulatorContext,
  call: GraphCall,
  user: UserToken,
  node: string,
  route: string,
): unknown {
  if (node === "me" || node === adminUser.id) {
    if (route === "GET ") return renderUser(call, user);
    if (route === "GET accounts") return listAccounts(context, call, user);
    if (route === "GET permissions")
      return { data: user.scopes.map((permission) => ({ permission, status: "granted" })) };
    throw unsupportedRequest(call.method, node);
  }
  const page = allowedPages(context, user).find(({ id }) => id === node);
  if (!page) throw unsupportedRequest(call.method, node);
  if (route === "GET ")
    return renderPage(
      page,
      call.origin,
      parseFields(fieldsText(call)) ?? new Map([["name", { limit: null, children: null }]]),
      "Page",
    );
  throw new GraphFailure({
    code: 190,
    message: "(#190) This method must be called with a Page Access Token",
  });
}

function listAccounts(context: EmulatorContext, call: GraphCall, user: UserToken): unknown {
  const fields = parseFields(fieldsText(call)) ?? defaultAccountFields;
  return pageOfList(
    call,
    allowedPages(context, user),
    ({ id }) => id,
    (page) => renderPage(page, call.origin, fields, "Page"),
    accountsPageMax,
  );
}

/** Without the permission to list Pages, or without a choice of them, there are none. */
function allowedPages(context: EmulatorContext, user: UserToken): Page[] {
  if (!user.scopes.includes("pages_show_list")) return [];
  return [...context.world.pages.values()].filter(
    (page) => user.pageIds === null || user.pageIds.includes(page.id),
  );
}

function renderUser(call: GraphCall, user: UserToken): unknown {
  const [firstName = "", lastName = ""] = adminUser.name.split(" ");
  const url = `${call.origin}/_emulator/pictures/user/${adminUser.id}.svg`;
  const all: Record<string, unknown> = {
    id: adminUser.id,
    name: adminUser.name,
    first_name: firstName,
    last_name: lastName,
    email: user.scopes.includes("email") ? adminUser.email : undefined,
    picture: { data: { height: 50, width: 50, is_silhouette: false, url } },
  };
  const shown: Record<string, unknown> = {};
  for (const field of parseFields(fieldsText(call))?.keys() ?? ["name"]) {
    if (!(field in all)) throw nonexistingField(field, "User");
    shown[field] = all[field];
  }
  shown.id = adminUser.id;
  return shown;
}
