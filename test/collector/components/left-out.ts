/**
 * Recorded settings that no type has, and other differences between types and recording that are meant: the end of a path, with `exporter
 * otlp_http: ` before it where it is meant for one component only, and why.
 */
export const leftOut: Readonly<Record<string, string>> = {
  profiles: "profiles are no signal that we carry",
};
