import { readOwnCustomer } from "@/lib/direct-messages/own-customer";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("broadcasts.see", ({ page, user }) => readOwnCustomer(page.id, user.id));
