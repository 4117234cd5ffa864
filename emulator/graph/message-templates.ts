import type { EmulatorContext } from "../context";
import type { UtilityTemplate } from "../state/events";
import type { Page } from "../state/page";
import { structureParameter, textParameter, type GraphCall } from "./call";
import { invalidParameter, missingParameter } from "./failure";
import { pageOfList, type GraphPage } from "./paging";

const templatesPageMax = 100;

/** `POST /PAGE-ID/message_templates`: utility messages; the emulator approves everything at once. */
export function createMessageTemplate(context: EmulatorContext, call: GraphCall, page: Page): unknown {
  const name = textParameter(call, "name");
  const language = textParameter(call, "language");
  const category = textParameter(call, "category")?.toUpperCase() ?? "UTILITY";
  const components = structureParameter(call, "components");
  if (name === undefined || !/^[a-z0-9_]{1,512}$/.test(name)) {
    throw invalidParameter("Param name must be lower case letters, digits and underscores");
  }
  if (language === undefined) throw missingParameter("language");
  if (category !== "UTILITY") throw invalidParameter("Param category must be one of {UTILITY}");
  const isFromLibrary = textParameter(call, "library_template_name") !== undefined;
  if (!isFromLibrary && !Array.isArray(components)) throw missingParameter("components");
  const id = `19${String(page.number).padStart(4, "0")}${String(page.templates.size + 1).padStart(9, "0")}`;
  const template: UtilityTemplate = {
    id,
    name,
    language,
    category,
    status: "APPROVED",
    components: components ?? [],
  };
  context.world.commit({ type: "template-created", pageId: page.id, template });
  return { id, status: template.status, category };
}

export function listMessageTemplates(_context: EmulatorContext, call: GraphCall, page: Page): GraphPage {
  const name = textParameter(call, "name");
  const templates = [...page.templates.values()].filter(
    (template) => name === undefined || template.name === name,
  );
  return pageOfList(
    call,
    templates,
    ({ id }) => id,
    (template) => template,
    templatesPageMax,
  );
}
