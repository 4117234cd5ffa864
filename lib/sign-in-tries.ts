import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "./db";

/** Tries of one name in a quarter of an hour. */
const triesMax = 10;
const withinSeconds = 15 * 60;

let limiter: RateLimiterPostgres | undefined;

/** Kept in the database, so that all web processes count together. */
function tries(): RateLimiterPostgres {
  limiter ??= new RateLimiterPostgres({
    storeClient: pool(),
    storeType: "pool",
    tableName: "sign_in_try",
    tableCreated: true,
    points: triesMax,
    duration: withinSeconds,
    clearExpiredByTimeout: false,
  });
  return limiter;
}

/** Counts a try. @returns whether it may go on; false after too many in a quarter of an hour */
export async function countSignInTry(name: string): Promise<boolean> {
  try {
    await tries().consume(name.slice(0, 200));
    return true;
  } catch (error) {
    if (error instanceof RateLimiterRes) return false;
    throw error;
  }
}

/** After a try that went well: earlier slips of the same person are forgotten. */
export async function forgetSignInTries(name: string): Promise<void> {
  await tries().delete(name.slice(0, 200));
}
