"use server";

import { action } from "../action";
import { createInvite, withdrawInvite } from "./invites";
import { changeRole, removeMember } from "./mutations";
import { changeRoleInput, inviteInput, removeMemberInput, withdrawInviteInput } from "./input";

export const inviteAction = action(
  { capability: "members.manage", input: inviteInput },
  ({ role }, { page, user }) => createInvite(page.id, user.id, role),
);

export const withdrawInviteAction = action(
  { capability: "members.manage", input: withdrawInviteInput },
  async ({ inviteId }, { page }) => {
    await withdrawInvite(page.id, inviteId);
    return null;
  },
);

export const changeRoleAction = action(
  { capability: "members.manage", input: changeRoleInput },
  async ({ userId, role }, { page, user }) => {
    await changeRole(page.id, user.id, userId, role);
    return null;
  },
);

export const removeMemberAction = action(
  { capability: "members.manage", input: removeMemberInput },
  async ({ userId }, { page, user }) => {
    await removeMember(page.id, user.id, userId);
    return null;
  },
);
