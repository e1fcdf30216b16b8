// A program of ours: says what it has open of its caller, and what a program that it starts has.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { closeInherited } from '../../src/common/descriptors.ts';

closeInherited();
const flags = (fd: string) => /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '';
const own = readdirSync('/proc/self/fd').flatMap((fd) => {
  try {
    const passedOn = Number(fd) > 2 && (Number.parseInt(flags(fd), 8) & 0o2000000) === 0;
    return passedOn ? [readlinkSync(`/proc/self/fd/${fd}`)] : [];
  } catch {
    // the one that the directory was read by
    return [];
  }
});
// `ls` has one of its own: the directory that it reads
const list = spawnSync('ls', ['/proc/self/fd'], { encoding: 'utf8' }).stdout.trim().split('\n');
const said = { own, started: list.filter((fd) => Number(fd) > 3) };
if (process.send === undefined) process.stdout.write(JSON.stringify(said));
else process.send(said);
