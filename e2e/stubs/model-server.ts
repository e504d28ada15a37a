import { startModelStub } from "./model-stub";

// Models for the journeys, in a process of its own: `model-server.ts <port>`. `POST /script` with
// `{ "match": "text in the request", "answers": [...] }` queues answers, `GET /calls` shows what was asked.
await startModelStub({ port: Number(process.argv[2]) });
