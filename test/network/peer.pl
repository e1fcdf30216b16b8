# What a guest does in the tests: TCP and raw frames, with nothing but perl-base.
use strict; use warnings; use Socket qw(:DEFAULT inet_pton inet_ntop); use IO::Socket::IP; use IO::Select;
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

sub scope {
  open(my $file, '<', "/sys/class/net/$_[0]/ifindex") or die "no interface: $!";
  return <$file> + 0;
}

if ($verb eq 'serve') {    # PORT...: greets a client with the address it seems to have, then echoes
  my @servers;
  for my $port (@args) {
    for (['0.0.0.0', 0], ['::', 1]) {    # no IPv6 is fine, on a host that has none
      my $sock = IO::Socket::IP->new(Listen => 64, LocalHost => $_->[0], LocalPort => $port, ReuseAddr => 1, V6Only => $_->[1]);
      $sock ? push(@servers, $sock) : $_->[1] || die "$port: $!";
    }
  }
  my %listens = map { fileno($_) => 1 } @servers;
  my $all = IO::Select->new(@servers);
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
} elsif ($verb eq 'connect') {    # ADDRESS PORT MS ECHO_MS: prints the greeting; fails when there is no connection in time, or no greeting in 10 s
  my ($address, $port, $ms, $echo_ms) = @args;
  my $sock = IO::Socket::IP->new(PeerHost => $address, PeerPort => $port, Timeout => $ms / 1000) or exit 1;
  # who has lost the address or the rule meanwhile is not told, and would wait for ever
  IO::Select->new($sock)->can_read(10) or exit 1;
  sysread($sock, my $greeting, 64) or exit 1;
  print $greeting;
  while (defined(my $line = <STDIN>)) {    # each line of ours must come back, so that a session can be probed later
    syswrite($sock, $line);
    IO::Select->new($sock)->can_read($echo_ms / 1000) or exit 1;
    sysread($sock, my $echo, 4096) or exit 1;
    print $echo;
  }
} elsif ($verb eq 'talk') {    # ADDRESS PORT MS HEX: says it and prints all that is answered
  my $sock = IO::Socket::IP->new(PeerHost => $args[0], PeerPort => $args[1], Timeout => $args[2] / 1000) or exit 1;
  syswrite($sock, pack('H*', $args[3]));
  shutdown($sock, 1);
  while (sysread($sock, my $answer, 65536)) { print $answer }
} elsif ($verb eq 'hold') {    # ADDRESS PORT COUNT MOST: waits until MOST of so many connections are left open; prints how many are
  my @open = grep { $_ } map { IO::Socket::IP->new(PeerHost => $args[0], PeerPort => $args[1]) } 1 .. $args[2];
  my $left;
  do {
    select(undef, undef, undef, 0.05);
    my $closed = () = IO::Select->new(@open)->can_read(0);
    $left = @open - $closed;
  } while ($left > $args[3]);
  print "$left\n";
} elsif ($verb eq 'dhcp6') {    # INTERFACE DUID [all]: asks with rapid commit until it is answered; prints the address that it is given, or all in hex
  my $duid = pack('H*', $args[1]);
  my $scope = scope($args[0]);
  my $sock = IO::Socket::IP->new(LocalHost => '::', LocalPort => 546, Proto => 'udp', V6Only => 1) or die "bind: $!";
  my $server = pack_sockaddr_in6(547, inet_pton(AF_INET6, 'ff02::1:2'), $scope);
  # the search domain is asked for, too (option 24)
  my $ask = pack('Nnna*nnN3nnnnn', 0x01000001, 1, length($duid), $duid, 3, 12, 1, 0, 0, 14, 0, 6, 2, 24);
  for (1 .. 600) {
    send($sock, $ask, 0, $server) or die "send: $!";
    IO::Select->new($sock)->can_read(1) or next;
    recv($sock, my $reply, 4096, 0);
    if ($args[2]) { print unpack('H*', $reply), "\n"; exit }
    # option 5, an address, of 24 bytes
    my $at = index($reply, pack('nn', 5, 24));
    print $at < 0 ? "none\n" : inet_ntop(AF_INET6, substr($reply, $at + 4, 16)) . "\n";
    exit;
  }
  print "no answer\n";
} elsif ($verb eq 'advert') {    # INTERFACE: asks for routers until one is heard; prints what it advertises in hex
  my $router = pack_sockaddr_in6(0, inet_pton(AF_INET6, 'ff02::2'), scope($args[0]));
  socket(my $sock, AF_INET6, SOCK_RAW, 58) or die "socket: $!";
  setsockopt($sock, 41, 18, pack('i', 255)) or die "hop limit: $!";
  for (1 .. 600) {
    send($sock, pack('C8', 133), 0, $router) or die "send: $!";
    while (IO::Select->new($sock)->can_read(1)) {
      recv($sock, my $heard, 4096, 0);
      next if ord($heard) != 134;
      print unpack('H*', $heard), "\n";
      exit;
    }
  }
  exit 1;
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
