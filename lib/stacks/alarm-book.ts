import { Lazy } from "cdktf";
import { own } from "../base";
import { flatAlarms, type AlarmReferencePlan, type EcsPlan, type ServicePlan } from "../config";
import { literal, type AlarmReference, type CollectorAlarms, type ServiceObservability } from "../constructs";

/**
 * References to alarms that may not be defined yet: a composite alarm of one service may name an alarm of another, and the order of
 * services must not matter. A reference is resolved when the stack is synthesized.
 */
export class AlarmBook {
  private readonly alarms = new Map<string, AlarmReference>();

  constructor(private readonly stackPath: string) {}

  /** The alarm that a plan refers to. */
  alarm({ name }: AlarmReferencePlan): AlarmReference {
    return this.named(name);
  }

  /** The alarm with this name in CloudWatch. */
  named(name: string): AlarmReference {
    return { alarmName: Lazy.stringValue({ produce: () => this.find(name).alarmName }), alarmNameInput: literal(name) };
  }

  /** Registers the alarms of all services, once they are defined. */
  fill(plans: readonly ServicePlan[], services: Readonly<Record<string, ServiceObservability>>): void {
    for (const plan of plans) {
      const service = own(services, plan.name);
      for (const { alarm, name, severity } of flatAlarms(plan))
        this.enter(name, own(service?.alarms, alarm)?.[severity]);
      for (const { audience, name, severity } of plan.notices) {
        const notices = audience === undefined ? service?.notices : own(service?.audienceNotices ?? {}, audience);
        this.enter(name, notices?.[severity]);
      }
    }
  }

  /** Registers the alarms on collectors, by tier. */
  fillCollectors({ alarms: plans }: EcsPlan, tiers: Readonly<Record<string, CollectorAlarms>>): void {
    for (const { about, name, severity, tier } of plans)
      this.enter(name, own(tiers, tier)?.alarms.get(about)?.[severity]);
  }

  private enter(name: string, alarm: AlarmReference | undefined): void {
    if (alarm === undefined)
      throw new Error(`${this.stackPath}: the plan has the alarm ${name}, but no construct defines it`);
    this.alarms.set(name, alarm);
  }

  private find(name: string): AlarmReference {
    const alarm = this.alarms.get(name);
    if (alarm === undefined) throw new Error(`${this.stackPath}: no alarm is named ${name}`);
    return alarm;
  }
}
