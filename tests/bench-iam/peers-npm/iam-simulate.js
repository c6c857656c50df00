// Times @cloud-copilot/iam-simulate: node iam-simulate.js WORLDS
// A line for each measurement: engine, world, nanoseconds, separated by tabs.
import { readFileSync } from "node:fs";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { loadPolicy } from "./node_modules/@cloud-copilot/iam-policy/dist/esm/index.js";
// Not exported: the evaluator without the checks that runSimulation makes each time, on policies loaded once.
const inside = "./node_modules/@cloud-copilot/iam-simulate/dist/esm";
const { authorize } = await import(`${inside}/core_engine/CoreSimulatorEngine.js`);
const { AwsRequestImpl } = await import(`${inside}/request/request.js`);
const { RequestContextImpl } = await import(`${inside}/requestContext.js`);

const worlds = JSON.parse(readFileSync(process.argv[2], "utf8"));
const version = "iam-simulate 0.1.173";
const resource = { resource: worlds.resource, accountId: worlds.account };

for (const { name, identity } of worlds.worlds) {
  await measure(`${version}, runSimulation`, name, whole(identity));
  await measure(`${version}, authorize, policies loaded`, name, core(identity));
}

function whole(identity) {
  const { caller: principal, action, context: contextVariables, trust: resourcePolicy } = worlds;
  const simulation = {
    request: { principal, action, resource, contextVariables },
    identityPolicies: identity.map((policy, at) => ({ name: `policy-${at}`, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy,
  };
  return async () => (await runSimulation(simulation, {})).overallResult === "Allowed";
}

function core(identity) {
  const request = new AwsRequestImpl(worlds.caller, resource, worlds.action, new RequestContextImpl(worlds.context));
  const asked = {
    request,
    identityPolicies: identity.map((policy, at) => loadPolicy(policy, { name: `policy-${at}` })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: loadPolicy(worlds.trust, { name: "trust" }),
    simulationParameters: { simulationMode: "Strict" },
  };
  return () => authorize(asked).result === "Allowed";
}

// The best of many batches of about a millisecond, as for our own engine; at least five.
async function measure(engine, world, ask) {
  const batch = async (times) => {
    const begin = process.hrtime.bigint();
    for (let i = 0; i < times; i++) if (!(await ask())) throw new Error("decides otherwise");
    return Number(process.hrtime.bigint() - begin) / times;
  };
  try {
    // V8 compiles what is hot a second time.
    for (let i = 0, end = performance.now() + 500; i < 5 || performance.now() < end; i++) await batch(1);
    const times = Math.ceil(1e6 / (await batch(1)));
    let best = Infinity;
    const end = performance.now() + 500;
    for (let i = 0; i < 5 || performance.now() < end; i++) best = Math.min(best, await batch(times));
    console.log(`${engine}\t${world}\t${best.toFixed(0)}`);
  } catch (error) {
    console.log(`${engine}\t${world}\t!${error.message.split("\n")[0]}`);
  }
}
