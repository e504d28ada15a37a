import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface TcpProxy {
  readonly port: number;
  /** Swallows everything from now on: what is open stays open and hears nothing more, ever; so does what is opened. */
  freeze(): void;
  /** Connections that are opened from now on work. The frozen ones stay frozen. */
  thaw(): void;
  stop(): void;
}

/** Stands between a client and a server on this machine. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isFrozen = false;
  const server = createServer((near) => {
    near.on("error", () => near.destroy());
    if (isFrozen) {
      near.resume();
      return;
    }
    const far = connect(targetPort, "127.0.0.1");
    const pair = [near, far] as const;
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    far.on("error", () => near.destroy());
    near.on("close", () => {
      far.destroy();
      pairs.delete(pair);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      isFrozen = true;
      for (const [near, far] of pairs) {
        near.unpipe(far).resume();
        far.unpipe(near).resume();
        // The server's end is really gone; ours is never told.
        far.destroy();
      }
      pairs.clear();
    },
    thaw() {
      isFrozen = false;
    },
    stop: () => server.close(),
  };
}
