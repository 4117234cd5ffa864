/** A name with its dot as a dash: keys of the catalogue cannot hold dots, those are its paths. */
export type DashedKey<Name extends string> = Name extends `${infer Kind}.${infer Rest}`
  ? `${Kind}-${Rest}`
  : Name;

export function toDashedKey<Name extends string>(name: Name): DashedKey<Name> {
  return name.replace(".", "-") as DashedKey<Name>;
}
