/// What a trial adds up to: lengths of lists, decisions wanted, shares, and the sentence to quote.
extension PolicyTrial {
    /// The register of a purpose, under either policy.
    package func register(for purpose: RegisterDefinition.Purpose) -> Register? {
        registers.first { $0.purpose == purpose }
    }

    /// The risks on a register, of both levels, by key: what the paper of the register lists.
    package func risks(on register: Register) -> Both<[RiskState]> {
        listed[register.id] ?? Both([], [])
    }

    /// How many risks are on a register.
    package func length(of register: Register) -> Both<Int> { risks(on: register).map(\.count) }

    /// Of those, the risks that no rule of the day puts there: they stay until a person rules.
    package func kept(on register: Register) -> Both<Int> {
        risks(on: register).map { states in
            states.count { register.stay($0.standing)?.basis == .kept }
        }
    }

    /// The decisions wanted, by whose they are, sorted.
    package var decisions: [(body: String, count: Both<Int>)] {
        let needs = risks.map { $0.flatMap(\.standing.proposals).map(\.needs) }
        return Set(needs.inForce + needs.tried).sorted().map { body in
            (body, needs.map { $0.count { $0 == body } })
        }
    }

    /// All decisions wanted.
    package var decisionCount: Both<Int> {
        risks.map { $0.reduce(0) { $0 + $1.standing.proposals.count } }
    }

    /// Rulings that found nothing to decide when they took effect.
    package var idleRulings: Both<Int> {
        risks.map { $0.reduce(0) { $0 + $1.standing.idleRulings.count } }
    }

    /// The lowest score at the threshold under each; nil when no score is.
    package var thresholds: Both<Int?> { views.map(\.rulebook.thresholdScore) }

    /// The moves on and off a register, by key.
    package func moves(
        _ register: Register, _ direction: Move.Direction
    ) -> [(effect: Effect, move: Move)] {
        effects.flatMap { effect in
            effect.moves.filter { $0.register == register.id && $0.direction == direction }
                .map { (effect, $0) }
        }
    }

    // MARK: - Shares

    /// Risks on a register by directorate: the greatest rise first, then by name.
    package func byDirectorate(_ register: Register) -> [Share] {
        shares(register) { [$0.record.directorate] }
    }

    /// Risks on a register by owner: the greatest rise first, then by name.
    package func byOwner(_ register: Register) -> [Share] {
        shares(register) { [$0.record.owner] }
    }

    /// Risks on a register by objective; a risk counts under each that it names.
    package func byObjective(_ register: Register) -> [Share] {
        shares(register) { state in
            var codes: [String?] = []
            for code in state.record.objectives where !codes.contains(code) { codes.append(code) }
            return codes.isEmpty ? [nil] : codes
        }
    }

    private func shares(_ register: Register, _ names: (RiskState) -> [String?]) -> [Share] {
        var counts: [String?: Both<Int>] = [:]
        func add(_ states: [RiskState], _ part: WritableKeyPath<Both<Int>, Int>) {
            for state in states {
                for name in names(state) {
                    let trimmed = name?.trimmed
                    let known = trimmed?.isEmpty == false ? trimmed : nil
                    counts[known, default: Both(0, 0)][keyPath: part] += 1
                }
            }
        }
        let states = risks(on: register)
        add(states.inForce, \.inForce)
        add(states.tried, \.tried)
        return counts.map { Share(name: $0.key, inForce: $0.value.inForce, tried: $0.value.tried) }
            .sorted { left, right in
                if left.difference != right.difference { return left.difference > right.difference }
                switch (left.name, right.name) {
                case (let one?, let two?): return one < two
                case (_?, nil): return true
                case (nil, _?), (nil, nil): return false
                }
            }
    }

    // MARK: - Words

    /// What is compared, in a phrase: the thresholds where they differ, else the versions.
    package var comparison: String {
        let (thresholds, rulebooks) = (thresholds, views.map(\.rulebook))
        if thresholds.inForce != thresholds.tried {
            let words = thresholds.map { $0.map(String.init) ?? "no threshold" }
            return "\(words.tried) instead of \(words.inForce)"
        }
        let names = rulebooks.map(\.versionName)
        if rulebooks.inForce.digest == rulebooks.tried.digest {
            return "\(names.tried), the rules in force"
        }
        return names.inForce == names.tried
            ? "\(names.tried) as edited" : "\(names.tried) instead of \(names.inForce)"
    }

    /// The sentence to quote: what is compared, and what it does to the list of the high level register.
    package var headline: String {
        guard let register = register(for: .highLevel) ?? registers.first else {
            return "\(comparison): neither policy has a register"
        }
        let length = length(of: register)
        let more = length.tried - length.inForce
        // Nothing leaves without a ruling: the list is no length to promise while some of it waits for one.
        let kept = kept(on: register)
        let waiting =
            kept.inForce == kept.tried
            ? "" : ", \(kept.tried) instead of \(kept.inForce) of them until step-down is agreed"
        return "\(comparison): \(change(more)) \(when) (\(lengths(length, of: register))\(waiting))"
    }

    private func change(_ more: Int) -> String {
        guard more != 0 else { return "as many risks" }
        return Wording.count(abs(more), more > 0 ? "more risk" : "fewer risk")
    }

    /// "84 instead of 34 on the Executive Team's list"; where the policies differ in who reads it, both.
    private func lengths(_ length: Both<Int>, of register: Register) -> String {
        func list(_ definition: RegisterDefinition) -> (noun: String, owner: String) {
            let reviewer = definition.reviewer.trimmed
            guard !reviewer.isEmpty else { return ("the \(definition.id)", "the \(definition.id)") }
            let owner = "\(Wording.body(reviewer))'s"
            return (owner + " list", owner)
        }
        guard let inForce = register.inForce ?? register.tried,
            let tried = register.tried ?? register.inForce
        else { return "\(length.tried) instead of \(length.inForce)" }
        let (before, after) = (list(inForce), list(tried))
        if before.noun == after.noun {
            return length.inForce == length.tried
                ? "\(length.tried) on \(after.noun)"
                : "\(length.tried) instead of \(length.inForce) on \(after.noun)"
        }
        let past = length.inForce == length.tried ? "" : "\(length.inForce) on "
        return "\(length.tried) on \(after.noun) instead of \(past)\(before.owner)"
    }

    /// "in June 2026" where months were played, else "on 30 June 2026".
    private var when: String {
        guard months != nil else { return "on \(asAt.inWords)" }
        let (year, month, _) = asAt.components
        return "in \(Day.monthNames[month - 1]) \(year)"
    }
}

extension Rulebook {
    /// The id and version by which sentences name the rules: "hct 2".
    package var versionName: String { "\(id) \(version)" }
}
