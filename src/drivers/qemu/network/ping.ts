import { run } from '../../../common/command.ts';
import { asUser } from '../confine.ts';

/** For the answer, s. */
const ANSWER_S = 2;
/**
 * One ICMP echo request to `$ARGV[0]`; exits 0 when that address answers. Perl is on every Debian, which `ping` is not; and the kernel
 * gives a socket of ICMP to nobody else by itself.
 */
const ECHO = `use strict; use Socket;
my $to = inet_aton($ARGV[0]) or exit 2;
socket(my $s, AF_INET, SOCK_RAW, 1) or exit 2;
my $id = $$ & 0xffff;
my $packet = pack('C2 n3 a8', 8, 0, 0, $id, 1, 'slipway.');
my $sum = 0;
$sum += $_ for unpack('n*', $packet);
$sum = ($sum >> 16) + ($sum & 0xffff);
substr($packet, 2, 2) = pack('n', ~($sum + ($sum >> 16)) & 0xffff);
$SIG{ALRM} = sub { exit 1 };
alarm ${ANSWER_S};
send($s, $packet, 0, sockaddr_in(0, $to)) or exit 1;
while (my $from = recv($s, my $heard, 1500, 0)) {
  my ($type, undef, undef, $its) = unpack('C2 n2', substr($heard, 4 * (ord($heard) & 15)));
  exit 0 if $type == 0 && $its == $id && (sockaddr_in($from))[1] eq $to;
}
exit 1;`;

/** Whether an address answers a ping from the host within 2 s; the program that asks is `uid`, who may do nothing else. */
export async function answersPing(uid: number, address: string): Promise<boolean> {
  const [setpriv = '', ...user] = asUser(uid, ['net_raw']);
  const { code } = await run(setpriv, [...user, 'perl', '-e', ECHO, address], { check: false });
  return code === 0;
}
