import type { MessageContent } from "../domain/message-content";

export const savedMessageNameLengthMax = 100;

/** A message kept to be used again. */
export interface SavedMessageRow {
  id: string;
  name: string;
  content: MessageContent;
  createdBy: string | null;
}
