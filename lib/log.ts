import pino from "pino";

/** One line of JSON an event. Tokens never get here: they live in sealed columns and in the Graph client alone. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  redact: { paths: ["*.access_token", "*.token", "*.authorization", "*.tokenSealed"], censor: "[hidden]" },
});
