import { grafanaEmitter, SdkMissing } from "../../lib/dashboards";
import { sdkVersion } from "../../lib/dashboards/grafana/sdk";
import { devDependencies, peerDependencies } from "../../package.json";

jest.mock("@grafana/grafana-foundation-sdk/cloudwatch", () => {
  throw new Error("Cannot find module");
});

test("without the SDK, the error says what to install, in which version", async () => {
  const error = await grafanaEmitter().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SdkMissing);
  expect(String(error)).toContain(`@grafana/grafana-foundation-sdk@${sdkVersion}`);
});

test("the version that is asked for is the one that is tested", () => {
  expect(devDependencies["@grafana/grafana-foundation-sdk"]).toBe(sdkVersion);
  expect(peerDependencies["@grafana/grafana-foundation-sdk"]).toBe(sdkVersion);
});
