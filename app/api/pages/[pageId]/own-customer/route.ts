import { findOwnCustomer } from "@/lib/direct-messages/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("broadcasts.see", ({ page, user }) => findOwnCustomer(page.id, user.id));
