import { runningSupervisor, type ServerProcess } from '../../common/control-plane.ts';
import { installedUnit, mainPid } from './systemd.ts';

/** Who starts a control plane again when it ends, in words; null when that is nobody we know. */
export async function keeperOf(home: string, server: ServerProcess): Promise<string | null> {
  const unit = installedUnit(home);
  if (unit !== null && (await mainPid(unit)) === server.pid) return `systemd, by ${unit.name}`;
  const supervisor = runningSupervisor(home);
  if (supervisor !== null) return `its supervisor, process ${supervisor.pid}`;
  return null;
}
