"""The list of topics: which files of numbers make up a world, in the order in which tables show them."""

from __future__ import annotations

from marketsim.parameters.brokering import Brokering
from marketsim.parameters.buying import Buying
from marketsim.parameters.call_ins import CallIns
from marketsim.parameters.capacity import Capacity
from marketsim.parameters.care import Care
from marketsim.parameters.complaints import Complaints
from marketsim.parameters.crews import Crews
from marketsim.parameters.demand import Demand
from marketsim.parameters.deterrence import Deterrence
from marketsim.parameters.discretion import Discretion
from marketsim.parameters.displacement import Displacement
from marketsim.parameters.elsewhere import Elsewhere
from marketsim.parameters.enforcement import Enforcement
from marketsim.parameters.facilities import Facilities
from marketsim.parameters.focus import Focus
from marketsim.parameters.forms import Forms
from marketsim.parameters.infection import Infection
from marketsim.parameters.law import Law
from marketsim.parameters.learning import Learning
from marketsim.parameters.litter import Litter
from marketsim.parameters.market import Market
from marketsim.parameters.money import Money
from marketsim.parameters.morning import Morning
from marketsim.parameters.need import Need
from marketsim.parameters.outreach import Outreach
from marketsim.parameters.overdose import Overdose
from marketsim.parameters.partnership import Partnership
from marketsim.parameters.people import Scene
from marketsim.parameters.police import Police
from marketsim.parameters.presence import Presence
from marketsim.parameters.priorities import Priorities
from marketsim.parameters.reporting import Reporting
from marketsim.parameters.residents import Residents
from marketsim.parameters.services import Services
from marketsim.parameters.squad import DrugSquad
from marketsim.parameters.surroundings import Surroundings
from marketsim.parameters.treatment import Treatment
from marketsim.parameters.trust import Trust
from marketsim.parameters.turf import Turf
from marketsim.parameters.victims import Victims
from marketsim.parameters.violence import Violence

TOPICS: tuple[type, ...] = (
    Scene, Need, Money, Buying, Market, Forms, Brokering, Services, Facilities, Outreach, Care, Overdose, Infection,
    Treatment, Partnership, Turf, Crews, Violence, Victims, Learning, Deterrence, Presence, Trust, Complaints,
    Displacement, Elsewhere, Demand,
    Discretion, Enforcement, Police, DrugSquad, Law, Morning, Residents, Surroundings, Litter, Capacity, Priorities,
    Reporting, Focus, CallIns,
)  # fmt: skip
