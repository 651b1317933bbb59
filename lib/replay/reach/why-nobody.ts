import { regionText } from "./place-text";
import type { WayRefusal } from "./way";
import { wayRefusalText } from "./way-text";

/** Why an action notifies no one. */
export type WhyNobody =
  | { readonly kind: "not-an-action"; readonly action: string }
  | {
      readonly kind: "topic-in-another-region";
      readonly topic: string;
      readonly region: string;
      readonly alarmRegion: string;
    }
  | { readonly kind: "stopped"; readonly by: WayRefusal }
  /** `label`: `topic "pages"`. */
  | { readonly kind: "no-subscription"; readonly label: string }
  | { readonly kind: "no-subscription-reached"; readonly label: string };

/** Why an action notifies no one, as a clause. */
export function whyNobodyText(why: WhyNobody): string {
  switch (why.kind) {
    case "not-an-action":
      return `its action ${JSON.stringify(why.action)} is not a CloudWatch action`;
    case "topic-in-another-region":
      return `topic "${why.topic}" is in ${regionText(why.region)} and the alarm in ${regionText(why.alarmRegion)}: CloudWatch accepts only actions of its own Region`;
    case "stopped":
      return wayRefusalText(why.by);
    case "no-subscription":
      return `${why.label} has no subscription`;
    case "no-subscription-reached":
      return `${why.label} reaches none of its subscriptions`;
  }
}
