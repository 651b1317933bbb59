import { App } from "cdktf";
import shop from "../../examples/shop/sightline.config";
import { defineStacks } from "../../lib/stacks";

// A cdktf app like main.ts: the environment `local`, at the emulator's port, with its state in a temporary folder.

const endpoints = process.env.EMULATOR_URL;
const state = process.env.EMULATED_STATE;
if (endpoints === undefined || state === undefined) {
  throw new Error("EMULATOR_URL and EMULATED_STATE say where the emulator and the state are");
}
const app = new App();
const stacks = defineStacks(app, shop, {
  environments: ["local"],
  adapt: (plan) => ({ ...plan, backend: { type: "local", path: state }, provider: { ...plan.provider, endpoints } }),
});
// moto does not keep the version, and a second plan would set it again.
for (const { notifications } of stacks)
  for (const topic of Object.values(notifications.topics)) topic.resource.resetSignatureVersion();
app.synth();
