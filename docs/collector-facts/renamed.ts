/**
 * The first versions that know a name of today, from the release notes, where the modules of that time are not served.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/releases
 */
export const renamed: ReadonlyMap<string, string> = new Map([
  ["prometheus_remote_write", "0.154.0"],
  ["resource_detection", "0.153.0"],
]);
