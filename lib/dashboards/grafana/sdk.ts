const parts = {
  cloudwatch: () => import("@grafana/grafana-foundation-sdk/cloudwatch"),
  common: () => import("@grafana/grafana-foundation-sdk/common"),
  dashboard: () => import("@grafana/grafana-foundation-sdk/dashboard"),
  dashboardv2: () => import("@grafana/grafana-foundation-sdk/dashboardv2"),
  heatmap: () => import("@grafana/grafana-foundation-sdk/heatmap"),
  logs: () => import("@grafana/grafana-foundation-sdk/logs"),
  loki: () => import("@grafana/grafana-foundation-sdk/loki"),
  prometheus: () => import("@grafana/grafana-foundation-sdk/prometheus"),
  stat: () => import("@grafana/grafana-foundation-sdk/stat"),
  table: () => import("@grafana/grafana-foundation-sdk/table"),
  tempo: () => import("@grafana/grafana-foundation-sdk/tempo"),
  text: () => import("@grafana/grafana-foundation-sdk/text"),
  timeseries: () => import("@grafana/grafana-foundation-sdk/timeseries"),
};

/** The parts of Grafana's Foundation SDK that are used. Nothing else of the house knows it. */
export type Sdk = { readonly [Part in keyof typeof parts]: Awaited<ReturnType<(typeof parts)[Part]>> };

/** The Foundation SDK is not installed, or another version of it is. */
export class SdkMissing extends Error {}

/** The version that the dashboards are made with: versions 0.0.x differ in what they write. */
export const sdkVersion = "0.0.21";

/**
 * Loads the SDK, which takes a fifth of a second.
 *
 * @throws {SdkMissing} if it is not installed
 */
export async function loadSdk(): Promise<Sdk> {
  try {
    const loading = Object.entries(parts).map(async ([name, load]) => [name, await load()] as const);
    return Object.fromEntries(await Promise.all(loading)) as unknown as Sdk;
  } catch (error) {
    throw new SdkMissing(
      `Grafana's dashboards are made with the Foundation SDK, which is not installed. Install it with: npm install --save-dev --save-exact @grafana/grafana-foundation-sdk@${sdkVersion}`,
      { cause: error },
    );
  }
}
