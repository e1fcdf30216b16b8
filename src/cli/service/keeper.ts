import { runningSupervisor, type ServerProcess } from '../../common/control-plane.ts';
import { installedUnit, mainPid } from './systemd.ts';

/** Who starts a control plane again when it ends, in words. */
export async function keeperOf(home: string, server: ServerProcess): Promise<string> {
  const unit = installedUnit(home);
  if (unit !== null && (await mainPid(unit)) === server.pid) return `systemd, by ${unit.name}`;
  const supervisor = runningSupervisor(home);
  if (supervisor !== null) return `its supervisor, process ${supervisor.pid}`;
  return 'whoever has started "./slipway serve"';
}
