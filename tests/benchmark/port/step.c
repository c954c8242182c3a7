/* Eight of the heaviest loops of a tick as somebody who writes C would write them, with the same bits.

   The rules are those of marketsim.rules, the arithmetic and the dice those of marketsim.arithmetic and
   marketsim.chance, worked through in the same order. For a loop `_crave` the lists CRAVE_ARGUMENTS (its arguments;
   of an array also how many rows and columns it has) and CRAVE_NAMES (the constants that it knows) are written from
   the loop itself, so that a port left behind does not compile or does not end in the same bits. */

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define WHOLE(x) ((int64_t)(x))

/* marketsim.arithmetic */

static const double LARGEST = 1.7976931348623157e308;
static const double SMALLEST = 2.2250738585072014e-308;

static inline double from_bits(int64_t bits)
{
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

static inline int64_t to_bits(double number)
{
    int64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

static inline double least(double one, double other) { return other < one ? other : one; }

static inline double most(double one, double other) { return other > one ? other : one; }

static inline double power_of_two(int64_t exponent) { return from_bits((exponent + 1023) << 52); }

static inline double small_growth(double x)
{
    double xx = x * x;
    double curve = 6.61375632143793436117e-05 + xx * (-1.65339022054652515390e-06 + xx * 4.13813679705723846039e-08);
    curve = 1.66666666666666019037e-01 + xx * (-2.77777777770155933842e-03 + xx * curve);
    double rest = x - xx * curve;
    return x - (x * rest) / (rest - 2.0);
}

static inline double doubling(double x)
{
    if (!(x > -1022.0))
        return x <= -1022.0 ? 0.0 : x;
    if (x >= 1024.0)
        return LARGEST;
    double whole = (x + 6755399441055744.0) - 6755399441055744.0;
    double part = ((x - whole) + 96.0) - 96.0;
    double grown = 1.0 + small_growth(part * 0.6931471805599453);
    if (whole > 1023.0)
        return grown * 2.0 * power_of_two(1023);
    return grown * power_of_two(WHOLE(whole));
}

static inline double halving(double x) { return x <= 0.0 ? 1.0 : doubling(-x); }

static inline double exponential(double x)
{
    if (x > 710.0)
        return LARGEST;
    if (x < -710.0)
        return 0.0;
    return doubling(x * 1.4426950408889634);
}

static inline double logarithm(double x)
{
    if (!(x >= SMALLEST))
        x = SMALLEST;
    int64_t bits = to_bits(x);
    int64_t doublings = (bits >> 52) - 1023;
    double mantissa = from_bits((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
    if (mantissa > 1.4142135623730951) {
        mantissa = mantissa * 0.5;
        doublings = doublings + 1;
    }
    double above = mantissa - 1.0;
    double s = above / (2.0 + above);
    double z = s * s;
    double curve = 1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860510658591e-01);
    curve = 2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * curve);
    curve = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * curve));
    double half = 0.5 * above * above;
    return doublings * 6.93147180369123816490e-01
        - ((half - (s * (half + curve) + doublings * 1.90821492927058770002e-10)) - above);
}

static inline double chance_within(double rate, double hours)
{
    if (rate <= 0.0 || hours <= 0.0)
        return 0.0;
    double expected = rate * hours;
    if (expected < 0.3)
        return -small_growth(-expected);
    return 1.0 - exponential(-expected);
}

/* marketsim.chance */

static inline uint64_t scrambled(uint64_t word)
{
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
}

static inline uint64_t moment(int64_t tick)
{
    return scrambled(((uint64_t)tick + 0x9E3779B97F4A7C15u) * 0xF1357AEA2E62A9C5u);
}

static inline double uniform(uint64_t key, uint64_t word, uint64_t decision)
{
    uint64_t mixed = (key ^ (word + decision * 0xD1342543DE82EF95u)) * 0xF1357AEA2E62A9C5u;
    return (double)(int64_t)(scrambled(mixed ^ (mixed >> 32)) >> 11) * (1.0 / 9007199254740992.0);
}

static inline uint64_t about(uint64_t key, int64_t number)
{
    return key ^ scrambled((uint64_t)number + 0x9E3779B97F4A7C15u);
}

/* marketsim.entities */

static inline bool is_between(double hour, double begins, double ends)
{
    return begins <= ends ? begins <= hour && hour < ends : hour >= begins || hour < ends;
}

static void record(
    int64_t *restrict rows, int64_t capacity, int64_t fields, int64_t *restrict filled, int64_t tick, int64_t cell,
    int64_t kind, int64_t cause, int64_t actor_kind, int64_t actor, int64_t target_kind, int64_t target,
    int64_t severity, int64_t amount, int64_t place)
{
    int64_t row = filled[0];
    if (row >= capacity) {
        filled[2]++;
        return;
    }
    filled[0] = row + 1;
    int64_t told[] = {tick, cell, kind, cause, actor_kind, actor, target_kind, target, severity, amount, place, 0, 0, 0};
    memcpy(rows + row * fields, told, sizeof told);
}

static inline int64_t walked(
    int64_t here, int64_t goal, double stride, const uint16_t *restrict distance, const uint8_t *restrict way,
    const uint16_t *restrict beside, int64_t cells, int64_t ways)
{
    int64_t left = distance[goal * cells + here];
    double stop = left - stride;
    if (stop <= 0)
        here = goal;
    while (here != goal && left > stop) {
        int64_t turn = way[goal * cells + here];
        left -= beside[cells * ways + turn];
        here = beside[here * ways + turn];
    }
    return here;
}

/* Police presence is felt: presence_is_felt */

static void feel(FEEL_ARGUMENTS)
{
    FEEL_NAMES
    memset(officers_in_view, 0, officers_in_view_rows * sizeof *officers_in_view);
    for (int64_t each = 0; each < officers_out_rows && officers_out[each] >= 0; each++) {
        int64_t officer = officers_out[each];
        bool in_plain_clothes = body[officer] == DRUG_SQUAD || task[officer] == PICKPOCKETS;
        if (!on_duty[officer] || busy_until[officer] > now[TICK] || in_plain_clothes)
            continue;
        int64_t here = cell[officer];
        police_today[here] += seconds;
        for (int64_t neighbour = near_from[here]; neighbour < near_from[here + 1]; neighbour++) {
            if (near_metres[neighbour] > reach)
                break;
            officers_in_view[near[neighbour]]++;
        }
    }
    double left = halving(hours / residual), filled = 0;
    int64_t counted = 0;
    for (int64_t place = 0; place < felt_rows; place++) {
        int64_t seen = officers_in_view[place];
        if (seen > 0) {
            police_seen[place] += seconds * seen;
            if (seen != counted) {
                counted = seen;
                filled = 1.0 - halving(seen * seconds / 3600.0 / dose);
            }
            double remaining = felt[place] * left;
            felt[place] = remaining + filled * (1.0 - remaining);
        } else if (felt[place] > LEAST_FELT)
            felt[place] *= left;
        else
            felt[place] = 0;
    }
}

/* Craving rises: people_grow_needy */

static void crave(CRAVE_ARGUMENTS)
{
    CRAVE_NAMES
    for (int64_t person = 0; person < craving_rows; person++) {
        if ((whereabouts[person] != HERE && whereabouts[person] != INDOORS) || doing[person] == USING)
            continue;
        double cycle = wants[person] == COCAINE ? cocaine_cycle / (1.0 - prescribed[person])
                                                : heroin_cycle / (1.0 - substitution[person]);
        double risen = craving[person] + need_strength * dependence[person] * hours / cycle;
        craving[person] = least(worst_craving, risen);
    }
}

/* Bottles, begging, sex and theft: people_raise_money */

static inline bool comes_within(double rate, double strength, double hours, double chance)
{
    return chance < chance_within(rate * strength, hours);
}

static inline int64_t amount(double mean, double chance) { return WHOLE(100.0 * mean * -logarithm(1.0 - chance)); }

static void raise_money(RAISE_MONEY_ARGUMENTS)
{
    RAISE_MONEY_NAMES
    int64_t tick = now[TICK];
    uint64_t word = moment(tick);
    for (int64_t person = 0; person < key_rows; person++) {
        if (whereabouts[person] != HERE || doing[person] != RAISING)
            continue;
        uint64_t own = key[person];
        int64_t gained = 0;
        if (comes_within(bottle_rate, income_strength, hours, uniform(own, word, FINDS)))
            gained += amount(bottle_takings, uniform(own, word, FOUND));
        if (sells_sex[person] && comes_within(sex_rate, income_strength, hours, uniform(own, word, IS_PAID)))
            gained += amount(sex_takings, uniform(own, word, PAID));
        double calm = calming * presence[cell[person]];
        double restraint = (1.0 - least(1.0, perceived_risk[person])) * (1.0 - calm);
        double rate = theft_rate * theft_strength * offending[person] * craving[person] * restraint;
        if (uniform(own, word, STEALS) < chance_within(rate, hours)) {
            int64_t taken = amount(theft_takings, uniform(own, word, STOLEN));
            gained += taken;
            record(rows, rows_rows, rows_columns, filled, tick, cell[person], THEFT, ECONOMIC, PERSON, person, NOBODY,
                   -1, 1, taken, 0);
            if (uniform(own, word, NOTICED) < noticed) {
                known_offences[person] += 1;
                offended[person] = true;
            }
        }
        money[person] += gained;
        accounts[MONEY_IN] += gained;
    }
}

/* What next: people_decide */

static void decide(DECIDE_ARGUMENTS)
{
    DECIDE_NAMES
    int64_t tick = now[TICK];
    uint64_t word = moment(tick);
    for (int64_t person = 0; person < key_rows; person++) {
        if (whereabouts[person] != HERE || busy_until[person] > tick)
            continue;
        int64_t held = heroin[person] + cocaine[person];
        bool about_to_use = doing[person] == TO_USE || doing[person] == QUEUEING;
        if (doing[person] == USING || (about_to_use && held == 0)) {
            doing[person] = HANGING;
            use_place[person] = 0;
        }
        if (doing[person] != HANGING && doing[person] != RAISING)
            continue;
        double usual = wants[person] == COCAINE ? cocaine_price : heroin_price;
        bool seeks = craving[person] >= starts_seeking && held == 0;
        bool searches = false;
        if (held > 0 && craving[person] >= uses_at) {
            doing[person] = TO_USE;
            use_place[person] = 0;
            shuns_room[person] = false;
            asked_away[person] = false;
        } else if (seeks && money[person] >= usual * ORE_PER_KR && tick >= next_search[person]) {
            if (uniform(key[person], word, REFRAINS) < fear_of_buying * perceived_risk[person])
                next_search[person] = tick + WHOLE(waits_after_giving_up * ticks_per_hour);
            else
                searches = true;
        } else if (seeks && creditor[person] < 0 && tick >= next_search[person]
                   && uniform(key[person], word, ASKS) < chance_within(seeks_credit, hours)) {
            searches = true;
        } else if (seeks && money[person] < usual * ORE_PER_KR) {
            bool moves_on = uniform(key[person], word, MOVES_ON) < chance_within(strolls, hours);
            if (doing[person] == HANGING || (moves_on && cell[person] == bound_for[person])) {
                int32_t one = spots[WHOLE(uniform(key[person], word, STROLL) * spots_rows)];
                int32_t other = spots[WHOLE(uniform(key[person], word, BUSIER) * spots_rows)];
                bound_for[person] = footfall[one] >= footfall[other] ? one : other;
            }
            doing[person] = RAISING;
        } else {
            doing[person] = HANGING;
            bound_for[person] = haunt[person];
        }
        if (searches) {
            doing[person] = LOOKING;
            target_dealer[person] = -1;
            tried[person] = 0;
            search_began[person] = tick;
        }
    }
}

/* To whom: people_choose_a_dealer */

static void choose_dealer(CHOOSE_DEALER_ARGUMENTS)
{
    CHOOSE_DEALER_NAMES
    int64_t tick = now[TICK];
    uint64_t word = moment(tick);
    for (int64_t person = 0; person < key_rows; person++) {
        if (whereabouts[person] != HERE || doing[person] != LOOKING || target_dealer[person] >= 0)
            continue;
        int64_t here = cell[person], chosen = target_dealer[person];
        const uint16_t *from_here = decimetres + here * decimetres_columns;
        double best = NOWHERE_NEAR;
        broker[person] = -1;
        for (int64_t slot = 0; slot < known_columns; slot++) {
            int64_t dealer = known[person * known_columns + slot];
            if (dealer < 0 || tried[person] & (1 << slot))
                continue;
            double liked = liking[person * known_columns + slot];
            double distance = (double)from_here[dealer_cell[dealer]] / DECIMETRES_PER_METRE;
            double walk = distance / walking_speed;
            bool closed = form[dealer] != OPEN;
            if (closed) {
                bool called = phone[person] || form[dealer] == INDOORS;
                double familiarity = most(0.0, least(1.0, liked));
                if (!reachable[dealer] || !called || !(familiarity >= vetting))
                    continue;
                if (form[dealer] != INDOORS)
                    walk = appointment_wait;
            } else if (distance <= eyesight && standing[dealer] != AT_SPOT)
                continue;
            double dearer = 1.0 * (1.0 + risk_premium * dealer_perceived_risk[dealer]) - 1.0;
            double drawn = closed ? prefers_closed * perceived_risk[person] : 0.0;
            double worth = drawn
                + (trust_in_known * liked - walk / walk_bother - caution * reputation[dealer] - price_bother * dearer);
            if (worth > best) {
                best = worth;
                chosen = dealer;
            }
        }
        int64_t wide = tiles[0], high = tiles[1], edge = tiles[2];
        int64_t line = tile[here] / wide, column = tile[here] % wide, reach = WHOLE(field_of_vision / edge);
        if (reach * edge < field_of_vision)
            reach++;
        int64_t west = column > reach ? column - reach : 0, east = column + reach < wide ? column + reach : wide - 1;
        int64_t south = line > reach ? line - reach : 0;
        int64_t north = line + reach < high ? line + reach : high - 1;
        for (int64_t looked = south; looked <= north; looked++) {
            int64_t end = sellers_from[looked * wide + east + 1];
            for (int64_t out = sellers_from[looked * wide + west]; out < end; out++) {
                int64_t dealer = sellers[out];
                double distance = (double)from_here[dealer_cell[dealer]] / DECIMETRES_PER_METRE;
                if (standing[dealer] != AT_SPOT || !(distance <= field_of_vision))
                    continue;
                double chance = uniform(key[person] ^ dealer_key[dealer], word, NOTICES);
                if (chance
                    < chance_within(notice_rate * visibility[dealer] * halving(distance / eyesight), hours)) {
                    double walk = distance / walking_speed;
                    double worth = trust_in_known * 0.0 - walk / walk_bother - caution * reputation[dealer]
                        - price_bother * 0.0;
                    if (worth > best) {
                        best = worth;
                        chosen = dealer;
                    }
                }
            }
        }
        target_dealer[person] = chosen;
        if (chosen >= 0) {
            bool by_call = form[chosen] == BY_APPOINTMENT;
            bound_for[person] = by_call ? here : dealer_cell[chosen];
            int64_t wait = by_call ? WHOLE((double)appointment_wait * ticks_per_hour / MINUTES_PER_HOUR) : 0;
            appointment[person] = tick + wait;
        } else if (uniform(key[person], word, GIVES_UP)
                   < chance_within(1.0 / (patience * (1.0 + craving[person])), hours)) {
            doing[person] = HANGING;
            disappointed[person] = 1;
            next_search[person] = tick + WHOLE(waits_after_giving_up * ticks_per_hour);
            record(rows, rows_rows, rows_columns, filled, tick, here, GAVE_UP, PATIENCE, PERSON, person, NOBODY, -1, 1,
                   0, 0);
        } else if (here == bound_for[person]) {
            int32_t one = spots[WHOLE(uniform(key[person], word, STROLL) * spots_rows)];
            int32_t other = spots[WHOLE(uniform(key[person], word, HEARSAY) * spots_rows)];
            bound_for[person] = custom[one] >= custom[other] ? one : other;
        }
    }
}

/* A room, a hideout or here: people_choose_where_to_use */

static void choose_place(CHOOSE_PLACE_ARGUMENTS)
{
    CHOOSE_PLACE_NAMES
    uint64_t word = moment(now[TICK]);
    double hour = (double)now[SECOND] / 3600;
    for (int64_t person = 0; person < key_rows; person++) {
        if (whereabouts[person] != HERE || doing[person] != TO_USE || use_place[person] != 0)
            continue;
        int64_t here = cell[person], best_door = -1;
        const uint16_t *from_here = decimetres + here * decimetres_columns;
        double worth = 0.0;
        bool welcome = !shuns_room[person] && !excluded[person] && (registered[person] || danish[person]);
        for (int64_t door = 0; welcome && door < room_cell_rows; door++) {
            int64_t belief = person * believed_open_columns + door;
            if (!room_exists[door] || !is_between(hour, believed_open[belief], believed_closed[belief]))
                continue;
            double walk = (double)from_here[room_cell[door]] / DECIMETRES_PER_METRE / walking_speed;
            double hurry = 1.0 + impatience * most(0.0, craving[person] - 1.0);
            double offered = halving(hurry * walk / walk_tolerance) * halving(room_queue[door] / (double)queue_patience);
            if (offered > worth) {
                worth = offered;
                best_door = door;
            }
        }
        if (best_door >= 0 && uniform(key[person], word, ROOM) < room_appeal * worth) {
            use_place[person] = IN_ROOM;
            room[person] = best_door;
            bound_for[person] = room_cell[best_door];
            continue;
        }
        double walk = (double)from_here[facility_cell[HEALTH_ROOM]] / DECIMETRES_PER_METRE / walking_speed;
        bool sent_from_there = asked_away[person] && here == facility_cell[HEALTH_ROOM];
        if (!sent_from_there && is_between(hour, opens[HEALTH_ROOM], closes[HEALTH_ROOM])
            && uniform(key[person], word, NEAR_NURSES) < health_room_appeal * halving(walk / walk_tolerance)) {
            use_place[person] = NEAR_HEALTH_ROOM;
            bound_for[person] = facility_cell[HEALTH_ROOM];
            continue;
        }
        bool hidden = uniform(key[person], word, HIDES)
            < hidden_share + (1.0 - hidden_share) * fear_hides * perceived_risk[person];
        bool shies = uniform(key[person], word, SHIES) < avoids_police * perceived_risk[person] * presence[here];
        bool out_of_view = asked_away[person] || (shies && !hidden);
        use_place[person] = hidden ? HIDDEN : VISIBLE;
        bound_for[person] = asked_away[person] ? haunt[person] : here;
        if (!hidden && !out_of_view)
            continue;
        double best = WORST;
        for (int64_t neighbour = near_from[here]; neighbour < near_from[here + 1]; neighbour++) {
            int64_t place = near[neighbour];
            if (out_of_view && (place == here || officers_in_view[place] > 0))
                continue;
            double taste = uniform(about(key[person], place), word, TASTE);
            worth = hidden * seclusion[place] + considerate[person] * (findability[place] - watched[place])
                - near_metres[neighbour] / hideout_walk + taste;
            worth = worth - avoids_police * perceived_risk[person] * presence[place];
            worth += crowd[place] > 0 ? keeps_company * (1.0 - perceived_risk[person]) : 0.0;
            if (worth > best) {
                best = worth;
                bound_for[person] = place;
            }
        }
    }
}

/* Along the streets: people_walk */

static void walk(WALK_ARGUMENTS)
{
    WALK_NAMES
    for (int64_t person = 0; person < cell_rows; person++)
        if (cell[person] != bound_for[person] && whereabouts[person] == HERE) {
            uint16_t *known = walks + bound_for[person] * distance_rows + cell[person];
            if (*known == 0)
                *known = 1 + walked(
                    cell[person], bound_for[person], stride, distance, way, beside, distance_rows, beside_columns);
            cell[person] = *known - 1;
        }
}

/* Who stands where: crowds_gather */

static void gather(GATHER_ARGUMENTS)
{
    GATHER_NAMES
    int64_t tick = now[TICK], here_now = 0;
    uint64_t word = moment(tick);
    memset(crowd, 0, crowd_rows * sizeof *crowd);
    memset(dealers_in_sight, 0, dealers_in_sight_rows * sizeof *dealers_in_sight);
    for (int64_t each = 0; each < people_order_rows; each++) {
        int64_t person = people_order[each];
        if (whereabouts[person] == HERE) {
            crowd[cell[person]]++;
            gathered_today[cell[person]] += seconds;
            people_here[here_now++] = person;
        }
    }
    people_here[here_now] = -1;
    for (int64_t dealer = 0; dealer < dealer_cell_rows; dealer++) {
        if (standing[dealer] != AT_SPOT)
            continue;
        int64_t here = dealer_cell[dealer], seen_for = WHOLE(seconds * visibility[dealer]);
        crowd[here]++;
        selling_seen[here] += seen_for;
        selling_today[here] += seen_for;
        for (int64_t neighbour = near_from[here]; neighbour < near_from[here + 1]; neighbour++) {
            if (near_metres[neighbour] > sight)
                break;
            dealers_in_sight[near[neighbour]]++;
        }
    }
    for (int64_t dealer = 0; dealer < dealer_cell_rows; dealer++) {
        if (standing[dealer] != AT_SPOT)
            continue;
        int64_t here = dealer_cell[dealer], rivals = dealers_in_sight[here] - 1;
        double rate = touting * visibility[dealer] * rivals / (1.0 + rivals) * most(0.0, 1.0 - perceived_risk[dealer]);
        if (uniform(dealer_key[dealer], word, TOUTS) < chance_within(rate, hours))
            record(rows, rows_rows, rows_columns, filled, tick, here, TOUTING, SELLING, DEALER, dealer, NOBODY, -1, 1,
                   0, 0);
    }
}
