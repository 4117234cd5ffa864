import { keepFile } from "@/lib/csv-imports/keep-file";
import { Problem } from "@/lib/problem";
import { uploadRoute } from "@/lib/read-route";

/** A file of customers and labels as the body, its name in a header. It changes nothing yet. */
export const POST = uploadRoute("labels.assign-in-bulk", ({ page, user }, request) => {
  if (!request.body) throw new Problem("csv-empty");
  return keepFile(page.id, user.id, readFileName(request.headers.get("x-file-name")), request.body);
});

function readFileName(header: string | null): string {
  try {
    return decodeURIComponent(header ?? "");
  } catch {
    return "";
  }
}
