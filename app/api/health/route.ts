import { pool } from "@/lib/db";

/** 200 when this process can serve: it answers and reaches the database. Says nothing that a stranger may not know. */
export async function GET(): Promise<Response> {
  try {
    await pool().query("SELECT 1");
    return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
  } catch {
    return Response.json(
      { status: "database unreachable" },
      { status: 503, headers: { "cache-control": "no-store" } },
    );
  }
}
