import * as z from "zod";
import { roles } from "../domain/permissions";

const role = z.enum(roles);

export const inviteInput = z.object({ pageId: z.string(), role });
export const withdrawInviteInput = z.object({ pageId: z.string(), inviteId: z.uuid() });
export const changeRoleInput = z.object({ pageId: z.string(), userId: z.uuid(), role });
export const removeMemberInput = z.object({ pageId: z.string(), userId: z.uuid() });
