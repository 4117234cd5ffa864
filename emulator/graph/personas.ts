import type { EmulatorContext } from "../context";
import type { Persona } from "../state/events";
import type { Page } from "../state/page";
import { textParameter, type GraphCall } from "./call";
import { invalidParameter, missingParameter, unsupportedRequest } from "./failure";
import { pageOfList, type GraphPage } from "./paging";

const personasPageMax = 100;

/** `POST /PAGE-ID/personas`: a name and a face that messages can carry. */
export function createPersona(context: EmulatorContext, call: GraphCall, page: Page): { id: string } {
  const name = textParameter(call, "name");
  const pictureUrl = textParameter(call, "profile_picture_url");
  if (name === undefined || name === "") throw missingParameter("name");
  if (pictureUrl === undefined) throw missingParameter("profile_picture_url");
  const id = `20${String(page.number).padStart(4, "0")}${String(page.personaSequence + 1).padStart(9, "0")}`;
  context.world.commit({ type: "persona-changed", pageId: page.id, id, persona: { id, name, pictureUrl } });
  return { id };
}

export function listPersonas(_context: EmulatorContext, call: GraphCall, page: Page): GraphPage {
  return pageOfList(call, [...page.personas.values()], ({ id }) => id, renderPersona, personasPageMax);
}

export function answerPersona(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  persona: Persona,
  route: string,
): unknown {
  if (route === "GET ") return renderPersona(persona);
  if (route !== "DELETE ") throw unsupportedRequest(call.method, persona.id);
  context.world.commit({ type: "persona-changed", pageId: page.id, id: persona.id, persona: null });
  return { success: true };
}

/** Refuses a message of a persona that is not this Page's. */
export function requirePersona(call: GraphCall, page: Page): void {
  const id = textParameter(call, "persona_id");
  if (id !== undefined && !page.personas.has(id)) throw invalidParameter("Invalid persona_id");
}

function renderPersona({ id, name, pictureUrl }: Persona): unknown {
  return { name, profile_picture_url: pictureUrl, id };
}
