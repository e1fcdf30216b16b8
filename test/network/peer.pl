# What a guest does in the tests: TCP and raw frames, with nothing but perl-base.
use strict; use warnings; use Socket; use IO::Socket::INET; use IO::Select;
$| = 1;
my ($verb, @args) = @ARGV;

sub frames {
  my ($interface) = @_;
  socket(my $sock, 17, SOCK_RAW, unpack('S', pack('n', 3))) or die "socket: $!";
  my $request = pack('a16 i x20', $interface, 0);
  ioctl($sock, 0x8933, $request) or die "no interface $interface: $!";
  bind($sock, pack('S n i S C C a8', 17, 3, unpack('x16 i', $request), 0, 0, 0, '')) or die "bind: $!";
  return $sock;
}

if ($verb eq 'serve') {    # PORT...: greets a client with the address it seems to have, then echoes
  my %servers = map { $_ => IO::Socket::INET->new(Listen => 64, LocalPort => $_, ReuseAddr => 1) || die "$_: $!" } @args;
  my %listens = map { fileno($_) => 1 } values %servers;
  my $all = IO::Select->new(values %servers);
  print "ready\n";
  while (1) {
    for my $sock ($all->can_read) {
      if ($listens{ fileno($sock) }) {
        my $client = $sock->accept or next;
        syswrite($client, $client->peerhost . "\n");
        $all->add($client);
      } elsif (sysread($sock, my $data, 4096)) { syswrite($sock, $data) }
      else { $all->remove($sock); close($sock) }
    }
  }
} elsif ($verb eq 'connect') {    # ADDRESS PORT MS: prints the greeting, or fails
  my ($address, $port, $ms) = @args;
  my $sock = IO::Socket::INET->new(PeerAddr => $address, PeerPort => $port, Timeout => $ms / 1000) or exit 1;
  IO::Select->new($sock)->can_read($ms / 1000) or exit 1;
  sysread($sock, my $greeting, 64) or exit 1;
  print $greeting;
  while (defined(my $line = <STDIN>)) {    # each line of ours must come back, so that a session can be probed later
    syswrite($sock, $line);
    IO::Select->new($sock)->can_read($ms / 1000) or exit 1;
    sysread($sock, my $echo, 4096) or exit 1;
    print $echo;
  }
} elsif ($verb eq 'send') {    # INTERFACE HEX...
  my $sock = frames(shift @args);
  for my $frame (@args) { send($sock, pack('H*', $frame), 0) or die "send: $!" }
} elsif ($verb eq 'flood') {    # INTERFACE HEX: for ever, whether the link is up or not
  my ($sock, $frame) = (frames($args[0]), pack('H*', $args[1]));
  print "ready\n";
  while (1) { send($sock, $frame, 0) or select(undef, undef, undef, 0.0001) }
} elsif ($verb eq 'sniff') {    # INTERFACE SENTINEL MARKER...: per marker, how many frames had it before the sentinel came
  my ($interface, $sentinel, @markers) = @args;
  my $sock = frames($interface);
  my %count = map { $_ => 0 } @markers;
  print "ready\n";
  while (defined recv($sock, my $frame, 65536, 0)) {
    my $hex = unpack('H*', $frame);
    last if index($hex, $sentinel) >= 0;
    for my $marker (@markers) { $count{$marker}++ if index($hex, $marker) >= 0 }
  }
  print join(' ', map { $count{$_} } @markers), "\n";
}
