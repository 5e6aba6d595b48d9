/// DMN 10.3.4.5: numeric functions.
let numericBuiltins: [Builtin] = [
    Builtin("decimal", "n, scale", result: .number, body: decimal),
    Builtin("floor", "n, scale?", result: .number) { call throws(Fault) in
        try rounded(call, scale: 1, .floor)
    },
    Builtin("ceiling", "n, scale?", result: .number) { call throws(Fault) in
        try rounded(call, scale: 1, .ceiling)
    },
    Builtin("round up", "n, scale", result: .number) { call throws(Fault) in
        try rounded(call, scale: 1, .up)
    },
    Builtin("round down", "n, scale", result: .number) { call throws(Fault) in
        try rounded(call, scale: 1, .down)
    },
    Builtin("round half up", "n, scale", result: .number) { call throws(Fault) in
        try rounded(call, scale: 1, .halfUp)
    },
    Builtin("round half down", "n, scale", result: .number) { call throws(Fault) in
        try rounded(call, scale: 1, .halfDown)
    },
    Builtin("abs", "n", body: abs),
    Builtin("modulo", "dividend, divisor", result: .number, body: modulo),
    Builtin("sqrt", "number", result: .number, body: squareRoot),
    Builtin("log", "number", result: .number, body: logarithm),
    Builtin("exp", "number", result: .number, body: exponential),
    Builtin("odd", "number", result: .boolean) { call throws(Fault) in
        try parity(call, isOdd: true)
    },
    Builtin("even", "number", result: .boolean) { call throws(Fault) in
        try parity(call, isOdd: false)
    },
]

/// `decimal(2.5, 0)` is 2: half to even.
private func decimal(_ call: Call) throws(Fault) -> Value {
    try rounded(call, scale: 1, .halfEven)
}

/// Rounds to a number of decimal places; places may be negative.
private func rounded(
    _ call: Call, scale index: Int, _ mode: Decimal128.RoundingMode
) throws(Fault) -> Value {
    let number = try call.number(0)
    var scale = 0
    if call.count > index {
        scale = try call.number(index).rounded(scale: 0, mode: .down)?.exactInt ?? Int.max
    }
    guard (-6111...6176).contains(scale) else {
        throw Fault(.invalidArgument, "the scale is not between -6111 and 6176")
    }
    return try held(number.rounded(scale: scale, mode: mode))
}

/// `abs(-1)` is 1; durations too have a size.
private func abs(_ call: Call) throws(Fault) -> Value {
    if let duration = temporalMagnitude(call[0]) { return duration }
    return .number(try call.number(0).magnitude)
}

/// `modulo(-12, 5)` is 3: the sign is the divisor's.
private func modulo(_ call: Call) throws(Fault) -> Value {
    let dividend = try call.number(0)
    let divisor = try call.number(1)
    guard !divisor.isZero else { throw Fault(.divisionByZero, "the divisor is zero") }
    return try held(dividend.modulo(divisor))
}

private func squareRoot(_ call: Call) throws(Fault) -> Value {
    guard let root = try call.number(0).squareRoot else {
        throw Fault(.invalidArgument, "a negative number has no square root")
    }
    return .number(root)
}

/// The natural logarithm.
private func logarithm(_ call: Call) throws(Fault) -> Value {
    guard let result = try call.number(0).naturalLogarithm else {
        throw Fault(.invalidArgument, "only a positive number has a logarithm")
    }
    return .number(result)
}

private func exponential(_ call: Call) throws(Fault) -> Value {
    try held(try call.number(0).exponential)
}

private func parity(_ call: Call, isOdd: Bool) throws(Fault) -> Value {
    let number = try call.number(0)
    guard number.isInteger, let rest = number.modulo(Decimal128(2)) else {
        return .boolean(false)
    }
    return .boolean(rest.isZero != isOdd)
}

/// The number, or a fault when there is none that can be held.
func held(_ number: Decimal128?) throws(Fault) -> Value {
    guard let number else { throw Fault(.overflow, "the result is out of range") }
    return .number(number)
}
