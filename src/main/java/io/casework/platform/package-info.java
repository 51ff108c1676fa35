/** What every room stands on: clock, database of the demo and the tests, and the way errors reach people. Knows no other room. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package io.casework.platform;
