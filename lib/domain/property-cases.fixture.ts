/** Random cases a property is held to: 1,000 in a test, as many as `PROPERTY_CASES` says when chaos runs it. */
export const propertyCases = Number(process.env.PROPERTY_CASES ?? 1_000);
