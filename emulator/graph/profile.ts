import type { EmulatorContext } from "../context";
import { mix } from "../random";
import { flag } from "../state/customers";
import type { Page } from "../state/page";
import { fieldsText, type GraphCall } from "./call";
import { noProfileAvailable, nonexistingField } from "./failure";
import { parseFields } from "./fields";

const locales = ["en_US", "es_LA", "fr_FR", "pt_BR", "de_DE", "ja_JP", "vi_VN", "pl_PL"] as const;
const known = [
  "id",
  "name",
  "first_name",
  "last_name",
  "profile_pic",
  "locale",
  "timezone",
  "gender",
] as const;
const shownByDefault = ["first_name", "last_name", "profile_pic"] as const;

/**
 * A person's profile. Phone-number accounts answer an error, closed profiles an empty object, and of some the
 * picture and the last name are missing.
 */
export function getProfile(_context: EmulatorContext, call: GraphCall, page: Page, index: number): unknown {
  const { customers, spec } = page;
  if (customers.hasFlag(index, flag.phoneAccount)) throw noProfileAvailable();
  const asked = parseFields(fieldsText(call));
  for (const field of asked?.keys() ?? []) {
    if (!known.some((name) => name === field)) throw nonexistingField(field, "User");
  }
  if (customers.hasFlag(index, flag.hiddenProfile)) return {};
  const psid = customers.psidOf(index);
  const name = page.nameOf(index);
  const choice = mix(spec.randomSeed, index, 41);
  const all: Record<string, unknown> = {
    id: psid,
    name: name.full,
    first_name: name.first,
    last_name: name.last,
    profile_pic: `${call.origin}/_emulator/pictures/${page.id}/${psid}.svg`,
    locale: locales[choice % locales.length],
    timezone: (choice % 25) - 12,
    gender: choice % 2 === 0 ? "female" : "male",
  };
  if (customers.hasFlag(index, flag.profileGaps)) {
    delete all.profile_pic;
    delete all.last_name;
    delete all.gender;
  }
  const shown: Record<string, unknown> = {};
  for (const field of asked?.keys() ?? shownByDefault)
    if (all[field] !== undefined) shown[field] = all[field];
  shown.id = psid;
  return shown;
}
