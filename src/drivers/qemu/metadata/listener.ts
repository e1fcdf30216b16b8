// Runs inside the external namespace, where this control plane is not: opens the metadata service's port, passes it on
// and ends. Arguments: address, port.
import { createServer } from 'node:net';

const [host = '', port = ''] = process.argv.slice(2);
const server = createServer();
server.once('error', (error) => {
  process.stderr.write(error.message);
  process.exit(1);
});
server.listen({ host, port: Number(port), backlog: 1024 }, () => {
  process.send?.('listening', server, {}, () => process.exit());
});
// Whoever asked for it has ended.
process.once('disconnect', () => process.exit(1));
