import { contactStates } from "../domain/broadcast-state";

/** In SQL: a line whose customer got the message, or may have. */
export const isContact = `state IN (${contactStates.map((state) => `'${state}'`).join(", ")})`;
