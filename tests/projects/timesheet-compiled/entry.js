"use strict";
var exports = exports || {};
var module = module || { exports: exports };
// Compiled using ts2gas 4.2.0 (TypeScript 4.9.5)
var __assign = (this && this.__assign) || function () {
    __assign = Object.assign || function(t) {
        for (var s, i = 1, n = arguments.length; i < n; i++) {
            s = arguments[i];
            for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p))
                t[p] = s[p];
        }
        return t;
    };
    return __assign.apply(this, arguments);
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.Entry = exports.Kind = void 0;
var Kind;
(function (Kind) {
    Kind["Work"] = "work";
    Kind["Leave"] = "leave";
})(Kind || (Kind = {}));
exports.Kind = Kind;
var Entry = /** @class */ (function () {
    function Entry(person, day, hours, kind) {
        if (kind === void 0) { kind = Kind.Work; }
        this.person = person;
        this.day = day;
        this.hours = hours;
        this.kind = kind;
    }
    Entry.fromRow = function (row) {
        return new Entry(row[0], row[1], Number(row[2]), row[3]);
    };
    Object.defineProperty(Entry.prototype, "overtime", {
        get: function () {
            return Math.max(0, this.hours - 8);
        },
        enumerable: false,
        configurable: true
    });
    Entry.prototype.toRow = function () {
        return [this.person, this.day, this.hours, this.kind];
    };
    Entry.prototype.toJSON = function () {
        return __assign({ overtime: this.overtime }, { person: this.person, day: this.day, hours: this.hours, kind: this.kind });
    };
    return Entry;
}());
exports.Entry = Entry;
