/// How long each list was, month by month, under two policies: a risk at a time, in memory for months only.
///
/// A register of years is played once: each risk brings its standings on the days that count, and
/// only sums stay.
package struct PolicyTrialMonths: Sendable {
    /// What a register held on a day, under one policy.
    package struct Count: Hashable, Sendable {
        /// Risks on it.
        package var length = 0
        /// Of them, those that no rule of the day puts there.
        package var kept = 0
        /// Decisions wanted on stays on it, or on joining it.
        package var decisions = 0
        /// Of them, those that arose after the day before in the list.
        package var arisen = 0
        /// Risks on it that were not on it on the day before in the list.
        package var joined = 0
        /// Of those, risks that had been on it on an earlier day of the list.
        package var returned = 0
        /// Risks that were on it on the day before in the list, and are not.
        package var left = 0
    }

    /// One day, under one policy.
    package struct Tally: Hashable, Sendable {
        /// The registers, in the order of `registers`.
        package var registers: [Count]
    }

    /// One month: the day of its last extract.
    package struct Month: Sendable {
        /// The day.
        package var day: Day
        /// The sums under each policy.
        package var tally: PolicyTrial.Both<Tally>
    }

    /// The registers that are counted.
    package let registers: [PolicyTrial.Register]
    /// The day before the first month that movements are counted from; nil when there is no earlier extract.
    package let baseline: Day?
    /// The months, oldest first.
    package private(set) var months: [Month]
    /// For each register, the risks that went on or off it more than once in these months.
    package private(set) var unsteady: [PolicyTrial.Both<Int>]

    /// Months that nothing has been counted of yet.
    ///
    /// - Parameters:
    ///   - days: The days, oldest first.
    ///   - baseline: The day that the first month is compared with.
    ///   - registers: The registers to count.
    package init(days: [Day], baseline: Day?, registers: [PolicyTrial.Register]) {
        self.registers = registers
        self.baseline = baseline
        let empty = Tally(registers: registers.map { _ in Count() })
        months = days.map { Month(day: $0, tally: PolicyTrial.Both(empty, empty)) }
        unsteady = registers.map { _ in PolicyTrial.Both(0, 0) }
    }

    /// The days on which a standing is wanted, oldest first: the baseline and the months.
    package var days: [Day] { [baseline].compactMap { $0 } + months.map(\.day) }

    /// Counts one risk.
    ///
    /// - Parameter course: Its standing on each of `days`, nil before it was known, under each policy.
    package mutating func add(_ course: PolicyTrial.Both<[Standing?]>) {
        let count = days.count
        precondition(
            course.inForce.count == count && course.tried.count == count, "a standing for each day")
        add(course.inForce, \.inForce, \.inForce)
        add(course.tried, \.tried, \.tried)
    }

    private mutating func add(
        _ course: [Standing?], _ tally: WritableKeyPath<PolicyTrial.Both<Tally>, Tally>,
        _ count: WritableKeyPath<PolicyTrial.Both<Int>, Int>
    ) {
        let offset = baseline == nil ? 0 : 1
        for place in registers.indices {
            var (wasOn, everOn, crossings) = (false, false, 0)
            for (index, standing) in course.enumerated() {
                let stay = standing.flatMap { registers[place].stay($0) }
                // The first day has none before it to have joined or left since.
                let change = index > 0 && (stay != nil) != wasOn
                if change { crossings += 1 }
                if index >= offset {
                    let month = index - offset
                    months[month].tally[keyPath: tally].registers[place].count(
                        stay, isChange: change, isReturn: everOn)
                }
                wasOn = stay != nil
                everOn = everOn || wasOn
            }
            if crossings > 1 { unsteady[place][keyPath: count] += 1 }
        }
        for month in months.indices {
            guard let standing = course[month + offset] else { continue }
            let before = month == 0 ? baseline : months[month - 1].day
            for proposal in standing.proposals {
                guard let place = registers.firstIndex(where: { $0.has(proposal.register) }) else {
                    continue
                }
                months[month].tally[keyPath: tally].registers[place].decisions += 1
                if let before, proposal.since > before {
                    months[month].tally[keyPath: tally].registers[place].arisen += 1
                }
            }
        }
    }

    // MARK: - Over all months

    /// Movements of a month are known: there is a day before it to compare with.
    package func hasMovements(_ month: Int) -> Bool { month > 0 || baseline != nil }

    /// The longest a register's list was, with the first day it was so long.
    package func peak(_ register: Int) -> PolicyTrial.Both<(length: Int, day: Day)>? {
        guard let first = months.first else { return nil }
        func peak(_ part: KeyPath<PolicyTrial.Both<Tally>, Tally>) -> (length: Int, day: Day) {
            months.reduce((first.tally[keyPath: part].registers[register].length, first.day)) {
                let length = $1.tally[keyPath: part].registers[register].length
                return length > $0.0 ? (length, $1.day) : $0
            }
        }
        return PolicyTrial.Both(peak(\.inForce), peak(\.tried))
    }

    /// The mean length of a register's list, in tenths, rounded half up.
    package func meanInTenths(_ register: Int) -> PolicyTrial.Both<Int>? {
        guard !months.isEmpty else { return nil }
        func mean(_ part: KeyPath<PolicyTrial.Both<Tally>, Tally>) -> Int {
            let sum = months.reduce(0) { $0 + $1.tally[keyPath: part].registers[register].length }
            return (sum * 20 + months.count) / (months.count * 2)
        }
        return PolicyTrial.Both(mean(\.inForce), mean(\.tried))
    }
}

extension PolicyTrialMonths.Count {
    /// Counts one risk on one day.
    fileprivate mutating func count(_ stay: Membership?, isChange: Bool, isReturn: Bool) {
        if let stay {
            length += 1
            if stay.basis == .kept { kept += 1 }
            if isChange { joined += 1 }
            if isChange, isReturn { returned += 1 }
        } else if isChange {
            left += 1
        }
    }
}
