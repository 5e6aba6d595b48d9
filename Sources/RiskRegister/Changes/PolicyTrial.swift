/// A changed policy tried on a register: what would stand where, and who would move.
///
/// It compares two views of one day and one knowledge: one under the rules in force, one under the
/// rules that are tried, with membership folded over the whole history under each. Nothing is stored.
///
///     let trial = PolicyTrial(inForce: view, tried: other, force: .always)
///     trial.headline
///     // "12 instead of 15: 34 more risks on 30 June 2026 (58 instead of 24 on the Executive Team's list)"
package struct PolicyTrial: Sendable {
    /// One thing under each of the two policies.
    package struct Both<Value: Sendable>: Sendable {
        /// Under the rules in force.
        package var inForce: Value
        /// Under the rules that are tried.
        package var tried: Value

        /// A value under each.
        package init(_ inForce: Value, _ tried: Value) {
            self.inForce = inForce
            self.tried = tried
        }

        /// The same of each.
        package func map<Other: Sendable>(_ body: (Value) throws -> Other) rethrows -> Both<Other> {
            Both<Other>(try body(inForce), try body(tried))
        }
    }

    /// Since when the tried rules are taken to hold.
    package enum Force: Hashable, Sendable {
        /// On every day, as if no other rules had ever been in force.
        case always
        /// From a day on; before it, the rules in force then.
        case from(Day)
    }

    /// A register as each policy knows it: the same id, or else the same purpose.
    package struct Register: Hashable, Sendable {
        /// The register of the rules in force; nil when they have none like it.
        package var inForce: RegisterDefinition?
        /// The register of the tried rules; nil when they have none like it.
        package var tried: RegisterDefinition?

        /// The id, with the other where the tried rules rename it: "HLRR", "HLRR (then CORP)".
        package var id: String {
            switch (inForce?.id, tried?.id) {
            case (let one?, let two?): one == two ? one : "\(one) (then \(two))"
            case (let one?, nil): one
            case (nil, let two?): two
            case (nil, nil): ""
            }
        }

        /// The definition to take name, reviewer and rhythm from.
        package var definition: RegisterDefinition? { inForce ?? tried }

        /// What it is known as.
        package var purpose: RegisterDefinition.Purpose { definition?.purpose ?? .other }

        /// The stay of a risk on it, under whichever id.
        package func stay(_ standing: Standing) -> Membership? {
            standing.memberships.first { has($0.register) }
        }

        /// Either policy knows it by an id.
        package func has(_ id: String) -> Bool { id == inForce?.id || id == tried?.id }
    }

    /// A risk that would join a register, or would not be on it.
    package struct Move: Hashable, Sendable {
        /// Which way.
        package enum Direction: String, Hashable, Sendable {
            /// On it under the tried rules only.
            case joins
            /// On it under the rules in force only.
            case leaves
        }

        /// The register's id, as `Register.id` has it.
        package var register: String
        /// Which way.
        package var direction: Direction
        /// Why it is on the register, under the policy that has it there.
        package var basis: Membership.Basis
        /// Since when, under the policy that has it there.
        package var since: Day
        /// The whole in words, with the row and its clause.
        package var sentence: String
    }

    /// A risk for which the two policies differ in anything.
    package struct Effect: Sendable {
        /// The risk, under each.
        package var states: Both<RiskState>
        /// The id to print.
        package var id: String
        /// Registers joined and left, in rank order.
        package var moves: [Move] = []
        /// Decisions that would be wanted and are not.
        package var arising: [Proposal] = []
        /// Decisions that are wanted and would not be.
        package var vanishing: [Proposal] = []

        /// The risk's record.
        package var record: RiskRecord { states.inForce.record }
        /// What the rules make of it.
        package var outcomes: Both<Outcome> { states.map(\.outcome) }

        /// When it should be reviewed next, by its last review and the rules' interval.
        package var reviewBy: Both<Day?> {
            states.map { state in
                guard let last = state.record.lastReview,
                    let months = state.outcome.review.intervalMonths, (1...120).contains(months)
                else { return nil }
                return last.latest.adding(months: months)
            }
        }
    }

    /// A count of risks on a register, of one directorate, owner or objective.
    package struct Share: Hashable, Sendable {
        /// The directorate, owner or objective; nil where none is recorded.
        package var name: String?
        /// Risks under the rules in force.
        package var inForce: Int
        /// Risks under the tried rules.
        package var tried: Int
        /// A count under each policy.
        package init(name: String?, inForce: Int, tried: Int) {
            self.name = name
            self.inForce = inForce
            self.tried = tried
        }

        /// How many more.
        package var difference: Int { tried - inForce }
    }

    /// The register on the day, under each policy.
    package let views: Both<RegisterView>
    /// Since when the tried rules are taken to hold.
    package let force: Force
    /// The registers of either policy, by rank.
    package let registers: [Register]
    /// The risks for which the policies differ, by key.
    package let effects: [Effect]
    /// Month by month, when a range was asked for.
    package let months: PolicyTrialMonths?
    /// The risks of both levels, by key.
    let risks: Both<[RiskState]>
    /// The risks on each register, by its id: many sums are made of them.
    let listed: [String: Both<[RiskState]>]

    /// The comparison of two views of one day.
    ///
    /// - Parameters:
    ///   - inForce: The register under the rules in force.
    ///   - tried: The same day and knowledge under the rules that are tried.
    ///   - force: Since when those are taken to hold.
    ///   - months: The months before, when they were played too.
    package init(
        inForce: RegisterView, tried: RegisterView, force: Force, months: PolicyTrialMonths? = nil
    ) {
        views = Both(inForce, tried)
        self.force = force
        self.months = months
        let registers = PolicyTrial.registers(inForce.rulebook, tried.rulebook)
        self.registers = registers
        let risks = views.map(\.counted)
        self.risks = risks
        listed = Dictionary(
            registers.map { register in
                (register.id, risks.map { $0.filter { register.stay($0.standing) != nil } })
            }, uniquingKeysWith: { first, _ in first })
        let others = Dictionary(
            risks.tried.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let reasons = PolicyTrialReasons(views: views)
        effects = risks.inForce.compactMap { state in
            others[state.key].flatMap { other in
                PolicyTrial.effect(Both(state, other), registers, reasons)
            }
        }
    }

    /// The day that is compared.
    package var asAt: Day { views.inForce.asAt }

    /// The registers of two rulebooks, each with the one like it: of the same id, else of the same purpose.
    package static func registers(_ inForce: Rulebook, _ tried: Rulebook) -> [Register] {
        var left = tried.registers.sorted { $0.rank < $1.rank }
        var found: [Register] = []
        for register in inForce.registers.sorted(by: { $0.rank < $1.rank }) {
            let same = left.firstIndex { $0.id == register.id }
            let alike = left.firstIndex { other in
                other.purpose == register.purpose && other.purpose != .other
                    && inForce.register(other.id) == nil
            }
            let place = same ?? alike
            found.append(Register(inForce: register, tried: place.map { left.remove(at: $0) }))
        }
        return found + left.map { Register(inForce: nil, tried: $0) }
    }

    private static func effect(
        _ states: Both<RiskState>, _ registers: [Register], _ reasons: PolicyTrialReasons
    ) -> Effect? {
        var effect = Effect(states: states, id: reasons.label(states.inForce.key))
        for register in registers {
            let stays = states.map { register.stay($0.standing) }
            switch (stays.inForce, stays.tried) {
            case (nil, let stay?):
                effect.moves.append(
                    Move(
                        register: register.id, direction: .joins, basis: stay.basis,
                        since: stay.since,
                        sentence: reasons.joining(register, stay, states)))
            case (let stay?, nil):
                effect.moves.append(
                    Move(
                        register: register.id, direction: .leaves, basis: stay.basis,
                        since: stay.since,
                        sentence: reasons.leaving(register, stay, states)))
            case (nil, nil), (_?, _?): break
            }
        }
        func lacking(_ proposals: [Proposal], _ others: [Proposal]) -> [Proposal] {
            proposals.filter { one in
                !others.contains { other in
                    other.kind == one.kind && other.needs == one.needs
                        && (other.register == one.register
                            || registers.contains {
                                $0.has(one.register) && $0.has(other.register)
                            })
                }
            }
        }
        let proposals = states.map(\.standing.proposals)
        effect.arising = lacking(proposals.tried, proposals.inForce)
        effect.vanishing = lacking(proposals.inForce, proposals.tried)
        let outcomes = states.map(\.outcome)
        let isSame =
            effect.moves.isEmpty && effect.arising.isEmpty && effect.vanishing.isEmpty
            && outcomes.inForce.score == outcomes.tried.score
            && outcomes.inForce.grade == outcomes.tried.grade
            && outcomes.inForce.routing == outcomes.tried.routing
            && outcomes.inForce.review == outcomes.tried.review
            && registers.allSatisfy { register in
                let stays = states.map { register.stay($0.standing)?.basis }
                return stays.inForce == stays.tried
            }
        return isSame ? nil : effect
    }
}
