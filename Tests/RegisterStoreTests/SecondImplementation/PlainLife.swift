import RiskRegister

/// One risk's life as it is known, told a day at a time from its first.
///
/// Every calendar day is looked at. Within a day: what the framework and the extracts say, what the
/// rules make of it, then what people ruled.
struct PlainLife {
    let known: PlainKnowledge
    let name: String
    let isPrincipal: Bool
    let sightings: [PlainSighting]
    /// Rulings on it by the day from which they count, in the order in which they count.
    private let rulings: [Counted]

    /// A ruling, and the day from which it counts.
    private struct Counted {
        var day: Day
        var number: Int
        var ruling: PlainRuling
        /// It was given under the other id of a line and its own record.
        var isUnderOtherID: Bool
    }

    init(of name: String, isPrincipal: Bool, _ known: PlainKnowledge) {
        self.known = known
        self.name = name
        self.isPrincipal = isPrincipal
        let sightings =
            isPrincipal ? known.principalSightings(of: name) : known.sightings(of: name)
        self.sightings = sightings
        var counting: [Counted] = []
        for (number, ruling) in known.rulings {
            guard let first = sightings.first?.day else { continue }
            let isOwn = ruling.risk == name && ruling.isPrincipal == isPrincipal
            // What is ruled before any extract holds a risk counts from the first that does.
            guard let begins = known.firstDay(of: ruling.risk, isPrincipal: ruling.isPrincipal)
            else { continue }
            let day = max(ruling.day, begins)
            if !isOwn {
                // A line and its own record are one risk, from the day on which both are known.
                guard ruling.isPrincipal != isPrincipal, day >= first,
                    known.otherID(of: name, isPrincipal: isPrincipal, on: day) == ruling.risk
                else { continue }
            }
            counting.append(
                Counted(day: day, number: number, ruling: ruling, isUnderOtherID: !isOwn))
        }
        rulings = counting.sorted { $0.day != $1.day ? $0.day < $1.day : $0.number < $1.number }
    }

    /// Where it stands at the end of each day up to one.
    func standings(through last: Day) -> [Day: PlainStanding] {
        guard var day = sightings.first?.day else { return [:] }
        var standings: [Day: PlainStanding] = [:]
        var standing: PlainStanding?
        while day <= last {
            if isEvent(day) { standing = self.standing(after: standing, on: day) }
            standings[day] = standing
            day = day.adding(days: 1)
        }
        return standings
    }

    /// Something happens on the day: to it, or to the organisation's register.
    private func isEvent(_ day: Day) -> Bool {
        known.extracts.contains { $0.day == day } || known.changesFacts(day)
            || sightings.contains { $0.day == day && $0.isNews }
            || rulings.contains { $0.day == day || $0.ruling.until?.adding(days: 1) == day }
    }

    /// Where it stands at the end of a day on which something happened.
    private func standing(after before: PlainStanding?, on day: Day) -> PlainStanding? {
        let sighting = sightings.first { $0.day == day }
        guard let record = sighting?.record ?? before?.record else { return nil }
        var now = before ?? PlainStanding(record: record, firstSeen: day)
        now.record = record
        if isPrincipal {
            let yesterday = known.otherID(of: name, isPrincipal: true, on: day.adding(days: -1))
            let today = known.otherID(of: name, isPrincipal: true, on: day)
            if yesterday != today { now.leaveRulingsToRecord() }
        }
        if let sighting {
            now.doubt = sighting.doubt
            if sighting.record == nil {
                // Vanished is not closed, and closed stays closed.
                if now.status == .open { now.status = .vanished }
            } else {
                now.status = record.condition == .closed ? .closed : .open
            }
        }
        now.outcome = known.outcome(
            of: record, isPrincipal: isPrincipal, ground: ground(on: day), on: day)
        if now.outcome.score != before?.outcome.score { now.scoreSince = day }
        if !now.outcome.isUnapproved {
            now.waitingSince = nil
        } else if now.waitingSince == nil {
            now.waitingSince = day
        }
        if before == nil, known.isBaseline(day, of: record, isPrincipal: isPrincipal) {
            now.isFromBaseline = true
            if !isPrincipal { now.findMarks(on: day) }
        }
        // A refusal holds until it expires or the score changes.
        now.refusals.removeAll { refusal in
            if let until = refusal.until, until < day { return true }
            return refusal.score != now.outcome.score
        }
        now.settle(on: day, isPrincipal: isPrincipal)
        for counted in rulings where counted.day == day {
            let idle = now.idle
            now.apply(counted.ruling, number: counted.number, on: day)
            // Whether it decided nothing is asked where it was given.
            if counted.isUnderOtherID { now.idle = idle }
            if isPrincipal, isTogether(on: day) { now.together.insert(counted.number) }
        }
        return now
    }

    /// A record is its own on the day, and known by then.
    private func isTogether(on day: Day) -> Bool {
        guard let record = known.otherID(of: name, isPrincipal: true, on: day),
            let first = known.firstDay(of: record, isPrincipal: false)
        else { return false }
        return first <= day
    }

    /// Why the framework of the day has it, for a principal risk.
    private func ground(on day: Day) -> PlainPrincipalRisk.Ground? {
        guard isPrincipal else { return nil }
        return known.framework(on: day)?.framework.principalRisks.first { $0.id == name }?.ground
    }
}
