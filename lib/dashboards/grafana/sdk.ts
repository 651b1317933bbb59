import type * as CloudWatch from "@grafana/grafana-foundation-sdk/cloudwatch";
import type * as Common from "@grafana/grafana-foundation-sdk/common";
import type * as DashboardV1 from "@grafana/grafana-foundation-sdk/dashboard";
import type * as DashboardV2 from "@grafana/grafana-foundation-sdk/dashboardv2";
import type * as Heatmap from "@grafana/grafana-foundation-sdk/heatmap";
import type * as Logs from "@grafana/grafana-foundation-sdk/logs";
import type * as Loki from "@grafana/grafana-foundation-sdk/loki";
import type * as Prometheus from "@grafana/grafana-foundation-sdk/prometheus";
import type * as Stat from "@grafana/grafana-foundation-sdk/stat";
import type * as Table from "@grafana/grafana-foundation-sdk/table";
import type * as Tempo from "@grafana/grafana-foundation-sdk/tempo";
import type * as Text from "@grafana/grafana-foundation-sdk/text";
import type * as Timeseries from "@grafana/grafana-foundation-sdk/timeseries";

/** The parts of Grafana's Foundation SDK that are used. Nothing else of the house knows it. */
export interface Sdk {
  readonly cloudwatch: typeof CloudWatch;
  readonly common: typeof Common;
  readonly dashboard: typeof DashboardV1;
  readonly dashboardv2: typeof DashboardV2;
  readonly heatmap: typeof Heatmap;
  readonly logs: typeof Logs;
  readonly loki: typeof Loki;
  readonly prometheus: typeof Prometheus;
  readonly stat: typeof Stat;
  readonly table: typeof Table;
  readonly tempo: typeof Tempo;
  readonly text: typeof Text;
  readonly timeseries: typeof Timeseries;
}

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
    const [
      cloudwatch,
      common,
      dashboard,
      dashboardv2,
      heatmap,
      logs,
      loki,
      prometheus,
      stat,
      table,
      tempo,
      text,
      timeseries,
    ] = await Promise.all([
      import("@grafana/grafana-foundation-sdk/cloudwatch"),
      import("@grafana/grafana-foundation-sdk/common"),
      import("@grafana/grafana-foundation-sdk/dashboard"),
      import("@grafana/grafana-foundation-sdk/dashboardv2"),
      import("@grafana/grafana-foundation-sdk/heatmap"),
      import("@grafana/grafana-foundation-sdk/logs"),
      import("@grafana/grafana-foundation-sdk/loki"),
      import("@grafana/grafana-foundation-sdk/prometheus"),
      import("@grafana/grafana-foundation-sdk/stat"),
      import("@grafana/grafana-foundation-sdk/table"),
      import("@grafana/grafana-foundation-sdk/tempo"),
      import("@grafana/grafana-foundation-sdk/text"),
      import("@grafana/grafana-foundation-sdk/timeseries"),
    ]);
    return {
      cloudwatch,
      common,
      dashboard,
      dashboardv2,
      heatmap,
      logs,
      loki,
      prometheus,
      stat,
      table,
      tempo,
      text,
      timeseries,
    };
  } catch (error) {
    throw new SdkMissing(
      `Grafana's dashboards are made with the Foundation SDK, which is not installed. Install it with: npm install --save-dev --save-exact @grafana/grafana-foundation-sdk@${sdkVersion}`,
      { cause: error },
    );
  }
}
