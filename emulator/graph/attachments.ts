import type { EmulatorContext } from "../context";
import type { Page } from "../state/page";
import { structureParameter, type GraphCall } from "./call";
import { invalidParameter } from "./failure";
import { readMessage } from "./message-content";

/** `POST /PAGE-ID/message_attachments`: by URL or as a file in a multipart form. The id is good for 90 days. */
export function uploadAttachment(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
): { attachment_id: string } {
  const { attachmentKind } = readMessage(
    page,
    structureParameter(call, "message"),
    call.parameters.filedata !== undefined,
    context.clock.now(),
  );
  if (attachmentKind === null || attachmentKind === "template")
    throw invalidParameter("Param message must have a media attachment");
  return { attachment_id: keepAttachment(context, page, attachmentKind) };
}

export function keepAttachment(context: EmulatorContext, page: Page, kind: string): string {
  const id = `18${String(page.number).padStart(4, "0")}${String(page.attachments.size + 1).padStart(9, "0")}`;
  context.world.commit({ type: "attachment-uploaded", pageId: page.id, id, kind, at: context.clock.now() });
  return id;
}
