import { makeOnetRelease } from "./onet-data";
import { OnetStub } from "./onet-stub";

// O*NET for the journeys, in a process of its own: `onet-server.ts <port>`.
const stub = new OnetStub();
stub.releases = [makeOnetRelease("31.0", { occupations: 120 })];
await stub.start(Number(process.argv[2]));
