"use server";

import { action } from "../action";
import { saveSendingSettings } from "./mutations";
import { saveSendingSettingsInput } from "./input";

export const saveSendingSettingsAction = action(
  { capability: "settings.manage", input: saveSendingSettingsInput },
  ({ settings }, { page, user }) => saveSendingSettings(page.id, user.id, settings),
);
