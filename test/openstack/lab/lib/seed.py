"""What a fresh cloud needs, made by its own API: seed.py catalogue | cloud | wait. Each may be repeated."""
import datetime
import json
import os
import sys
import time

import openstack

PASSWORD, REGION = "lab", "RegionOne"
NET = os.environ["LAB_NET"]
IP, FIP = f"{NET}.0.2", f"{NET}.1"
# what Slipway offers at first, and one that differs from the smallest in its memory alone
FLAVORS = (("nano", 1, 128, 1), ("tiny", 1, 256, 1), ("small", 1, 1024, 4), ("medium", 2, 2048, 10))


def connect(who="admin"):
    return openstack.connect(
        auth_url=f"http://{IP}:5000/v3", username=who, password=PASSWORD, project_name=who,
        user_domain_name="Default", project_domain_name="Default", region_name=REGION)


def catalogue(c):
    ident = c.identity
    role = lambda n: ident.find_role(n) or ident.create_role(name=n)
    project = lambda n: ident.find_project(n) or ident.create_project(name=n, domain_id="default")

    def user(name, where, *roles):
        u = ident.find_user(name) or ident.create_user(name=name, password=PASSWORD, domain_id="default")
        for r in roles:
            ident.assign_project_role_to_user(where, u, role(r))

    service, demo = project("service"), project("demo")
    for n in ("glance", "placement", "nova", "neutron", "cinder"):
        user(n, service, "admin", "service")
    user("demo", demo, "member", "reader")
    for name, kind, url in (("glance", "image", f"http://{IP}:9292"), ("placement", "placement", f"http://{IP}:8778"),
                            ("nova", "compute", f"http://{IP}:8774/v2.1"), ("neutron", "network", f"http://{IP}:9696"),
                            ("cinderv3", "volumev3", f"http://{IP}:8776/v3/%(project_id)s")):
        s = ident.find_service(name) or ident.create_service(name=name, type=kind)
        have = {e.interface for e in ident.endpoints(service_id=s.id)}
        for i in ("public", "internal", "admin"):
            if i not in have:
                ident.create_endpoint(service_id=s.id, interface=i, url=url, region_id=REGION)


def cloud(c):
    for name, vcpus, ram, disk in FLAVORS:
        if not c.compute.find_flavor(f"m1.{name}"):
            c.compute.create_flavor(name=f"m1.{name}", vcpus=vcpus, ram=ram, disk=disk)
    net = c.network.find_network("public") or c.network.create_network(
        name="public", is_router_external=True, is_shared=False,
        provider_network_type="flat", provider_physical_network="public")
    if not c.network.find_subnet("public-v4"):
        c.network.create_subnet(name="public-v4", network_id=net.id, ip_version=4, cidr=f"{FIP}.0/24",
                                gateway_ip=f"{FIP}.1", is_dhcp_enabled=False,
                                allocation_pools=[{"start": f"{FIP}.100", "end": f"{FIP}.250"}])
    clouds_yaml(connect("demo"))


def clouds_yaml(demo):
    """A member's application credential, as an operator gives it, and an admin for who looks at the lab."""
    made = demo.identity.create_application_credential(demo.current_user_id, "slipway", roles=[{"name": "member"}])
    by = {"auth_url": f"http://{IP}:5000/v3"}
    admin = dict(by, username="admin", password=PASSWORD, project_name="admin",
                 user_domain_name="Default", project_domain_name="Default")
    member = dict(by, application_credential_id=made.id, application_credential_secret=made.secret)
    clouds = {"oslab": {"auth_type": "v3applicationcredential", "auth": member, "region_name": REGION},
              "oslab-admin": {"auth": admin, "region_name": REGION}}
    with open("/root/clouds.yaml", "w") as f:
        json.dump({"clouds": clouds}, f, indent=1)


def missing(c):
    """What has not reported since the lab started, in words."""
    start = os.stat("/run/oslab-started").st_mtime

    def fresh(at):  # UTC, as "2026-01-02T03:04:05.0" or with a space
        at = datetime.datetime.fromisoformat(at.replace(" ", "T")).replace(tzinfo=datetime.timezone.utc)
        return at.timestamp() > start

    for s in c.block_storage.get("/os-services").json()["services"]:
        if s["state"] != "up" or not s["updated_at"] or not fresh(s["updated_at"]):
            return s["binary"]
    if not any(s.state == "up" and s.updated_at and fresh(s.updated_at) for s in c.compute.services(binary="nova-compute")):
        return "nova-compute"
    if not list(c.compute.hypervisors()):
        return "the hypervisor"
    alive = {a.binary for a in c.network.agents() if a.is_alive and fresh(a.last_heartbeat_at)}
    want = {"neutron-linuxbridge-agent", "neutron-dhcp-agent", "neutron-l3-agent", "neutron-metadata-agent"} - alive
    return ", ".join(sorted(want))


def wait(c):
    end, why = time.time() + 240, "?"
    while time.time() < end:
        try:
            why = missing(c)
            if not why:
                return
        except Exception as e:  # a service that is only starting
            why = repr(e)
        time.sleep(1)
    sys.exit(f"not up: {why}")


{"catalogue": catalogue, "cloud": cloud, "wait": wait}[sys.argv[1]](connect())
