/**
 * Versions of the collector that are looked at, the oldest first. The catalogue says nothing of older ones.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/releases
 */
export const releases: readonly string[] = [
  ...["0.130.0", "0.131.0", "0.132.0", "0.133.0", "0.134.0", "0.135.0", "0.136.0", "0.137.0", "0.138.0", "0.139.0"],
  ...["0.140.0", "0.140.1", "0.141.0", "0.142.0", "0.143.0", "0.144.0", "0.145.0", "0.146.0", "0.147.0", "0.148.0"],
  ...["0.149.0", "0.150.0", "0.151.0", "0.152.0", "0.153.0", "0.154.0", "0.155.0", "0.156.0", "0.157.0", "0.158.0"],
  ...["0.159.0", "0.160.0", "0.161.0", "0.162.0", "0.163.0", "0.164.0", "0.164.1", "0.165.0", "0.165.1"],
];

export const oldest = "0.130.0";
export const newest = "0.165.1";
