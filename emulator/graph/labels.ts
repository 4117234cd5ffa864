import { changeAssignment, deleteLabel } from "../actions/label-actions";
import type { EmulatorContext } from "../context";
import { flag } from "../state/customers";
import { makeLabelId } from "../state/ids";
import type { Label, Page } from "../state/page";
import { fieldsText, textParameter, type GraphCall } from "./call";
import {
  contactTermsNotAccepted,
  invalidParameter,
  missingParameter,
  noMatchingUser,
  noProfileAvailable,
  nonexistingField,
} from "./failure";
import { parseFields } from "./fields";
import { pageOfList, type GraphPage } from "./paging";

/** From this version on a label's name is `page_label_name`, and nothing else. */
const newNameFrom = 12_000;
const labelsPageMax = 500;

type NameKey = "name" | "page_label_name";

function nameKeyOf(call: GraphCall, page: Page): NameKey {
  if (call.version === null) return page.spec.profile === "legacy" ? "name" : "page_label_name";
  return call.version >= newNameFrom ? "page_label_name" : "name";
}

/**
 * Which name fields were asked for. Without `fields` the documents show names for the labels of a person
 * (v2.11) and call them optional elsewhere; from v12.0 a node answers with its id alone.
 */
function readNameFields(call: GraphCall, page: Page, isNameDefault: boolean): NameKey[] {
  const key = nameKeyOf(call, page);
  const fields = parseFields(fieldsText(call));
  if (fields === null) return isNameDefault && key === "name" ? ["name"] : [];
  const asked: NameKey[] = [];
  for (const field of fields.keys()) {
    if (field === "page_label_name" || (field === "name" && key === "name")) asked.push(field);
    else if (field !== "id") throw nonexistingField(field, "PageUserMessageThreadLabel");
  }
  return asked;
}

function render(label: Label, nameFields: readonly NameKey[]): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const key of nameFields) shown[key] = label.name;
  shown.id = label.id;
  return shown;
}

const idOf = (label: Label): string => label.id;

function requireTerms(page: Page): void {
  if (!page.switches.contactTermsAccepted) throw contactTermsNotAccepted(page.id);
}

export function listLabels(_context: EmulatorContext, call: GraphCall, page: Page): GraphPage {
  requireTerms(page);
  const fields = readNameFields(call, page, false);
  return pageOfList(call, [...page.labels.values()], idOf, (label) => render(label, fields), labelsPageMax);
}

export function createLabel(context: EmulatorContext, call: GraphCall, page: Page): { id: string } {
  requireTerms(page);
  const key = nameKeyOf(call, page);
  const name = (
    textParameter(call, "page_label_name") ?? (key === "name" ? textParameter(call, "name") : undefined)
  )?.trim();
  if (name === undefined) throw missingParameter(key);
  if (name === "") throw invalidParameter(`Param ${key} must be a non-empty string`);
  if (
    page.switches.duplicateNames === "refuse" &&
    [...page.labels.values()].some((label) => label.name === name)
  ) {
    throw invalidParameter("A label with this name already exists");
  }
  const labelId = makeLabelId(page.number, page.labelSequence);
  context.world.commit({ type: "label-created", pageId: page.id, labelId, name, at: context.clock.now() });
  return { id: labelId };
}

/** Both forms of the documents: the bare node, and `LABEL-ID/custom_labels`. */
export function getLabel(_context: EmulatorContext, call: GraphCall, page: Page, label: Label): unknown {
  requireTerms(page);
  return render(label, readNameFields(call, page, false));
}

export function removeLabel(
  context: EmulatorContext,
  _call: GraphCall,
  page: Page,
  label: Label,
): { success: true } {
  requireTerms(page);
  deleteLabel(context, page, label);
  return { success: true };
}

export function assignLabel(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  label: Label,
): { success: true } {
  return change(context, call, page, label, "add");
}

export function unassignLabel(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  label: Label,
): { success: true } {
  return change(context, call, page, label, "remove");
}

function change(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  label: Label,
  action: "add" | "remove",
): { success: true } {
  requireTerms(page);
  const psid = textParameter(call, "user");
  if (psid === undefined || psid === "") throw missingParameter("user");
  const index = page.customers.find(psid);
  if (index === null) throw noMatchingUser();
  const isChanged = changeAssignment(context, page, label, index, action, "api");
  if (!isChanged && page.switches.doubleAssign === "error") {
    throw invalidParameter(
      action === "add"
        ? "The label is already assigned to this user"
        : "The label is not assigned to this user",
    );
  }
  return { success: true };
}

export function listLabelsOfPerson(
  _context: EmulatorContext,
  call: GraphCall,
  page: Page,
  index: number,
): GraphPage {
  requireTerms(page);
  if (page.customers.hasFlag(index, flag.phoneAccount)) throw noProfileAvailable();
  const fields = readNameFields(call, page, true);
  return pageOfList(call, page.labelsOf(index), idOf, (label) => render(label, fields), labelsPageMax);
}
