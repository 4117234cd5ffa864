import type { EmulatorContext } from "../context";
import type { Page } from "../state/page";
import { fieldsText, type GraphCall } from "./call";
import { nonexistingField } from "./failure";
import { parseFields, type FieldTree } from "./fields";

const category = { id: "1758092517784", name: "Coffee Shop" };
const bookCategory = { id: "197048876974331", name: "Bookstore" };

/** `GET /PAGE-ID` and `GET /me` with a Page token. */
export function getPageNode(_context: EmulatorContext, call: GraphCall, page: Page): unknown {
  return renderPage(page, call.origin, parseFields(fieldsText(call)) ?? defaultFields, "Page");
}

const defaultFields: FieldTree = new Map(
  ["name", "id"].map((name) => [name, { limit: null, children: null }]),
);

/** The asked fields of a Page, id always among them. */
export function renderPage(
  page: Page,
  origin: string,
  fields: FieldTree,
  nodeType: string,
): Record<string, unknown> {
  const pageCategory = page.spec.theme === "books" ? bookCategory : category;
  const all: Record<string, unknown> = {
    id: page.id,
    name: page.spec.name,
    access_token: page.spec.token,
    category: pageCategory.name,
    category_list: [pageCategory],
    tasks: page.switches.tasks,
    link: `https://www.facebook.com/${page.id}`,
    username: page.spec.name.replace(/\W/g, "").toLowerCase(),
    fan_count: page.customers.count,
    followers_count: page.customers.count,
    is_published: true,
    is_messenger_platform_bot: true,
    email: null,
    picture: {
      data: {
        height: 50,
        width: 50,
        is_silhouette: false,
        url: `${origin}/_emulator/pictures/${page.id}/${page.id}.svg`,
      },
    },
  };
  const shown: Record<string, unknown> = {};
  for (const field of fields.keys()) {
    if (!(field in all)) throw nonexistingField(field, nodeType);
    if (all[field] !== null) shown[field] = all[field];
  }
  shown.id = page.id;
  return shown;
}
